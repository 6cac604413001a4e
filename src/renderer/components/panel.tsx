import { useEffect, useRef, type ReactNode } from 'react';

/** The one title of a screen; takes the focus when it comes, so that a screen reader reads it first. */
export const Title = ({ children }: { readonly children: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} className="title" tabIndex={-1}>
      {children}
    </h1>
  );
};

interface PanelProps {
  readonly title: ReactNode;
  /** At most two short sentences. */
  readonly lead?: ReactNode;
  readonly picture?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
  readonly tone?: 'plain' | 'proven' | 'decide' | 'stop';
}

/** The shape of almost every screen: a picture, what happens now, and what can be done. */
export const Panel = ({ title, lead, picture, actions, children, tone = 'plain' }: PanelProps) => (
  <div className={`panel panel-${tone}${picture === undefined ? '' : ' panel-pictured'}`}>
    {picture === undefined ? null : <div className="panel-picture">{picture}</div>}
    <div className="panel-body">
      <Title>{title}</Title>
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children}
      {actions === undefined ? null : <div className="actions">{actions}</div>}
    </div>
  </div>
);
