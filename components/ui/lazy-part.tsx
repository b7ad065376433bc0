'use client';

import { useEffect, useState, type ComponentType } from 'react';

export type LazyPart<Props> = ComponentType<Props> & {
  /** Starts loading, for when the part is about to be needed. */
  preload: () => void;
  /** Handlers for the control that will open the part. */
  preloading: { onPointerEnter: () => void; onFocus: () => void };
};

/**
 * A part that is loaded when it is first rendered and shows nothing, or a fallback, until then. Unlike `React.lazy` it never holds
 * back what was already loaded. An optional part stays away when it cannot be loaded; any other fails its page.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  { optional = false, fallback: Fallback }: { optional?: boolean; fallback?: ComponentType<Props> } = {},
): LazyPart<Props> {
  let loaded: ComponentType<Props> | undefined;
  let loading: Promise<void> | undefined;
  const start = (): Promise<void> =>
    (loading ??= load().then(
      (part) => {
        loaded = part;
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    ));
  const preload = (): void => {
    // A failure shows when the part is rendered.
    start().catch(() => undefined);
  };

  function Lazy(props: Props) {
    const [Part, setPart] = useState(() => loaded);
    const [failure, setFailure] = useState<{ error: unknown } | null>(null);
    useEffect(() => {
      if (Part) return;
      let isCurrent = true;
      start().then(
        () => {
          if (isCurrent) setPart(() => loaded);
        },
        (error: unknown) => {
          if (isCurrent && !optional) setFailure({ error });
        },
      );
      return () => {
        isCurrent = false;
      };
    }, [Part]);
    if (failure) throw failure.error;
    if (Part) return <Part {...props} />;
    return Fallback ? <Fallback {...props} /> : null;
  }

  return Object.assign(Lazy, { preload, preloading: { onPointerEnter: preload, onFocus: preload } });
}
