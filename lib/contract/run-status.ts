/** The states of a run, for the schemas and for what lists them without parsing. */
export const runStatusNames = ['queued', 'running', 'waiting', 'done', 'cancelled', 'error'] as const;
