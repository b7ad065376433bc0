/** What a colour means; always shown together with a word or an icon. */
export type Tone =
  | 'neutral'
  | 'accent'
  | 'danger'
  | 'ok'
  | 'warning'
  | 'info'
  | 'drift'
  | 'model'
  | 'tool'
  | 'skill'
  | 'subagent'
  | 'sandbox'
  | 'approval'
  | 'question';

/** Text colour of each tone. */
export const toneText: Record<Tone, string> = {
  neutral: 'text-muted',
  accent: 'text-accent',
  danger: 'text-danger',
  ok: 'text-ok',
  warning: 'text-warning',
  info: 'text-info',
  drift: 'text-drift',
  model: 'text-model',
  tool: 'text-tool',
  skill: 'text-skill',
  subagent: 'text-subagent',
  sandbox: 'text-sandbox',
  approval: 'text-approval',
  question: 'text-question',
};

/** Solid ground of each tone, for dots and bars without text on them. */
export const toneFill: Record<Tone, string> = {
  neutral: 'bg-faint',
  accent: 'bg-accent',
  danger: 'bg-danger',
  ok: 'bg-ok',
  warning: 'bg-warning',
  info: 'bg-info',
  drift: 'bg-drift',
  model: 'bg-model',
  tool: 'bg-tool',
  skill: 'bg-skill',
  subagent: 'bg-subagent',
  sandbox: 'bg-sandbox',
  approval: 'bg-approval',
  question: 'bg-question',
};

/** Border, faint ground and text of each tone, for badges. */
export const toneSoft: Record<Tone, string> = {
  neutral: 'border-line-strong bg-transparent text-muted',
  accent: 'border-accent/35 bg-accent-soft text-accent',
  danger: 'border-danger/35 bg-danger/6 text-danger',
  ok: 'border-ok/35 bg-ok/6 text-ok',
  warning: 'border-warning/35 bg-warning/6 text-warning',
  info: 'border-info/35 bg-info/6 text-info',
  drift: 'border-drift/35 bg-drift/6 text-drift',
  model: 'border-model/35 bg-model/6 text-model',
  tool: 'border-tool/35 bg-tool/6 text-tool',
  skill: 'border-skill/35 bg-skill/6 text-skill',
  subagent: 'border-subagent/35 bg-subagent/6 text-subagent',
  sandbox: 'border-sandbox/35 bg-sandbox/6 text-sandbox',
  approval: 'border-approval/35 bg-approval/6 text-approval',
  question: 'border-question/35 bg-question/6 text-question',
};
