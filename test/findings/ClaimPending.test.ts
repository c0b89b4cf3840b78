import { findingTable } from "./table.ts";
import { claim, pendingClaim, withClaims } from "./templateClaims.ts";

const quota = 'failed to provision volume with StorageClass "fast": quota of 10 disks reached.';

findingTable("ClaimPending", {
  valid: [
    ["every claim is bound", withClaims([claim(0), claim(1)])],
    [
      "it waits for its pod to be scheduled, as its StorageClass says",
      withClaims([pendingClaim(0)], { volumeBindingMode: "WaitForFirstConsumer" }),
    ],
    ["nothing tells whether it has to wait for its pod", withClaims([pendingClaim(0)])],
    [
      "its StorageClass does not exist, which StorageClassMissing says",
      withClaims([pendingClaim(0, { pendingReason: 'storageclass.storage.k8s.io "fast" not found' })], {
        exists: false,
      }),
    ],
    ["it is being deleted", withClaims([pendingClaim(0, { pendingReason: quota, terminating: true })])],
    ["claims could not be read", withClaims([{ template: "data", claim: "data-postgres-0", drift: [] }])],
  ],
  invalid: [
    [
      "the provisioner refuses two of three for the same reason",
      withClaims([claim(0), ...[1, 2].map((ordinal) => pendingClaim(ordinal, { pendingReason: quota }))], {
        volumeBindingMode: "WaitForFirstConsumer",
      }),
      [
        {
          parameters: {
            namespace: "data",
            phase: "Pending",
            reason: quota,
            claims: ["data-postgres-1", "data-postgres-2"],
            pods: ["postgres-1", "postgres-2"],
            storageClass: "fast",
          },
          evidence: [
            "PersistentVolumeClaim/data-postgres-1 /status/phase",
            "PersistentVolumeClaim/data-postgres-2 /status/phase",
          ],
        },
      ],
    ],
    [
      "nobody says why, and it need not wait for its pod",
      withClaims([pendingClaim(0)], { volumeBindingMode: "Immediate" }),
      [
        {
          parameters: { phase: "Pending", reason: "", claims: ["data-postgres-0"] },
          evidence: ["PersistentVolumeClaim/data-postgres-0 /status/phase"],
        },
      ],
    ],
    [
      "one is refused and one has lost its volume: two things to do",
      withClaims([claim(0, { phase: "Lost" }), pendingClaim(1, { pendingReason: quota })]),
      [
        {
          parameters: { phase: "Lost", claims: ["data-postgres-0"], volumes: ["pvc-0"] },
          evidence: ["PersistentVolumeClaim/data-postgres-0 /status/phase"],
        },
        {
          parameters: { phase: "Pending", claims: ["data-postgres-1"], volumes: [] },
          evidence: ["PersistentVolumeClaim/data-postgres-1 /status/phase"],
        },
      ],
    ],
  ],
});
