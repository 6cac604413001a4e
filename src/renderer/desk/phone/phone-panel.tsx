import type { ReactNode } from 'react';
import { Title } from '../../components/panel.tsx';

interface PhonePanelProps {
  readonly title: string;
  readonly lead: string;
  /** What to scan, or what the phone shows. */
  readonly beside: ReactNode;
  /** What stands above the title. */
  readonly above?: ReactNode;
  readonly step?: string;
  readonly children: ReactNode;
}

/** What to do on the own phone, and beside it what the phone is held to. */
export const PhonePanel = ({ title, lead, beside, above, step, children }: PhonePanelProps) => (
  <div className="panel panel-split panel-phone" data-step={step}>
    <div className="panel-body">
      {above}
      <Title>{title}</Title>
      <p className="lead">{lead}</p>
      {children}
    </div>
    <div className="phone-beside">{beside}</div>
  </div>
);
