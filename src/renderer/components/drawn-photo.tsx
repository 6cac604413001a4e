import { useEffect, useRef, useState, type ReactNode } from 'react';
import { drawPhoto, wipePhoto } from './draw-photo.ts';

interface DrawnPhotoProps {
  /** A `data:` address of a PNG or JPEG. */
  readonly photo: string;
  readonly className: string;
  /** What a screen reader says; without it the photo only adorns what is said beside it. */
  readonly label?: string;
  /** Stands in its place when it cannot be decoded. */
  readonly instead: ReactNode;
}

/** A photo that leaves nothing behind when it goes. For another photo, give it another `key`. */
export const DrawnPhoto = ({ photo, className, label, instead }: DrawnPhotoProps) => {
  const place = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<'pending' | 'drawn' | 'unreadable'>('pending');
  useEffect(() => {
    const canvas = place.current;
    if (canvas === null) return undefined;
    let there = true;
    const become = (next: 'drawn' | 'unreadable'): void => {
      if (there) setState(next);
    };
    drawPhoto(canvas, photo, () => there).then(
      () => become('drawn'),
      () => become('unreadable'),
    );
    return () => {
      there = false;
      wipePhoto(canvas);
    };
  }, [photo]);
  if (state === 'unreadable') return instead;
  const said = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return <canvas ref={place} className={className} data-photo={state} {...said} />;
};
