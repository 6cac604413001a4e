import { useMemo } from 'react';
import { squareOf } from './qr-square.ts';

/** One path for all dark modules. */
const draw = (address: string): { readonly path: string; readonly size: number } => {
  const { dark, size } = squareOf(address);
  return { path: dark.map(([x, y]) => `M${x} ${y}h1v1h-1z`).join(''), size };
};

interface QrCodeProps {
  /** What the camera reads: an address, and never anything else. */
  readonly address: string;
  /** What a screen reader says in its place. */
  readonly label: string;
}

/** A square for a phone's camera, dark on white whatever the theme is. */
export const QrCode = ({ address, label }: QrCodeProps) => {
  const { path, size } = useMemo(() => draw(address), [address]);
  return (
    <svg
      className="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      data-scan={address}
    >
      <rect className="qr-paper" width={size} height={size} />
      <path className="qr-ink" d={path} shapeRendering="crispEdges" />
    </svg>
  );
};
