import { QrCode } from '../../components/qr-code.tsx';
import type { Scan } from '../../../shared/index.ts';
import { useText } from '../../text/index.ts';

/** A square for the camera, and under it what can be typed instead. */
export const ScanSquare = ({ scan }: { readonly scan: Scan }) => {
  const { t } = useText();
  const { host } = new URL(scan.address);
  return (
    <figure className="scan">
      <QrCode address={scan.address} label={t(`scan.${scan.of}`, { host })} />
      <figcaption>{scan.short === null ? host : t('scan.type', { address: scan.short })}</figcaption>
    </figure>
  );
};
