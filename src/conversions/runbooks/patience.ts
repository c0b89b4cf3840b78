/** Long enough for images to be pulled and volumes attached; a StatefulSet starts its pods one after the other. */
export const patience = "--timeout=10m";
