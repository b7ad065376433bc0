'use client';

import { ImageOff } from 'lucide-react';
import { memo, type ComponentProps, type ReactNode } from 'react';
import { Streamdown } from 'streamdown';

/** Markdown of a model, drawn while it streams. It can link to the web, but it can load nothing from there. */
export const Markdown = memo(function Markdown({
  text,
  isStreaming,
}: {
  text: string;
  isStreaming: boolean;
}) {
  return (
    <Streamdown
      className="markdown space-y-3 text-base wrap-anywhere"
      mode={isStreaming ? 'streaming' : 'static'}
      components={components}
      controls={controls}
      linkSafety={linkSafety}
      lineNumbers={false}
      animated={false}
    >
      {text}
    </Streamdown>
  );
});

const controls = {
  table: { copy: true, download: false, fullscreen: false },
  code: { copy: true, download: false },
  mermaid: false,
  image: false,
};
const linkSafety = { enabled: false };
const components = { a: WebLink, img: ImageLink };

/** Shows where it leads. Anything but http and https stays text. */
function WebLink({ href, children }: ComponentProps<'a'>): ReactNode {
  const url = webUrl(href);
  if (url === null) return <span>{children}</span>;
  const isSelfEvident = typeof children === 'string' && children.includes(url.host);
  return (
    <a
      href={url.href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={url.href}
      className="text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent"
    >
      {children}
      {isSelfEvident ? null : <span className="text-muted no-underline"> ({url.host})</span>}
    </a>
  );
}

/** A remote picture would tell its server who reads what, so it is offered as a link. */
function ImageLink({ src, alt }: ComponentProps<'img'>): ReactNode {
  const words = alt === undefined || alt === '' ? 'Picture' : alt;
  const href = typeof src === 'string' ? src : undefined;
  return (
    <span className="inline-flex items-center gap-1.5">
      <ImageOff className="text-faint" aria-hidden />
      <WebLink href={href}>{words}</WebLink>
    </span>
  );
}

function webUrl(href: string | undefined): URL | null {
  if (href === undefined || !/^https?:\/\//i.test(href)) return null;
  return URL.canParse(href) ? new URL(href) : null;
}
