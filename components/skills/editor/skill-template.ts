/** Where a new skill starts. */
export const skillTemplate = `---
name: ""
description: ""
---

# What this is for

Say when to use it, in one sentence.

## Steps

1. What to check first.
2. What to do then.

## Limits

What must never be done, and who decides when it is not clear.
`;
