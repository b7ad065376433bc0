'use client';

import { ImageOff } from 'lucide-react';
import { Children, isValidElement, memo, type ComponentProps, type ReactNode } from 'react';
import { Streamdown } from 'streamdown';
import { CodeBlock } from '@/components/ui/code-block';
import { showsHost } from './shows-host';

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
      className={look}
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

/** The renderer frames tables twice; one border is enough here. */
const look = [
  'markdown space-y-3 text-base wrap-anywhere',
  '[&_[data-streamdown=table-wrapper]]:my-3 [&_[data-streamdown=table-wrapper]]:border-0 [&_[data-streamdown=table-wrapper]]:bg-transparent [&_[data-streamdown=table-wrapper]]:p-0',
].join(' ');
const controls = { table: false, code: false, mermaid: false, image: false };
const linkSafety = { enabled: false };
const components = { a: WebLink, img: ImageLink, pre: Code };

/** A block of code: whole, copyable, and within reach of the keyboard where it scrolls. */
function Code({ children }: ComponentProps<'pre'>): ReactNode {
  const code = isValidElement<ComponentProps<'code'>>(children)
    ? children.props
    : { children, className: undefined };
  const language = /(?:^|\s)language-(\S+)/.exec(code.className ?? '')?.[1];
  const text = Children.toArray(code.children).join('').replace(/\n$/, '');
  return <CodeBlock code={text} label={language === undefined ? 'Code' : `${language} code`} wrap />;
}

/** Shows where it leads. Anything but http and https stays text. */
function WebLink({ href, children }: ComponentProps<'a'>): ReactNode {
  const url = webUrl(href);
  if (url === null) return <span>{children}</span>;
  const isSelfEvident = typeof children === 'string' && showsHost(children, url);
  return (
    <a
      href={url.href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={url.href}
      className="group/link"
    >
      <span className="text-accent underline decoration-accent/40 underline-offset-3 group-hover/link:decoration-accent">
        {children}
      </span>
      {isSelfEvident ? null : <span className="text-muted-foreground"> ({url.host})</span>}
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
