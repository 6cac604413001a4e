import type { ReactNode } from 'react';

/** A drawing that shows again what the words beside it say; so screen readers pass over it. */
export const Picture = ({ children, name }: { readonly children: ReactNode; readonly name: string }) => (
  <svg className={`picture picture-${name}`} viewBox="0 0 320 320" aria-hidden="true" focusable="false">
    {children}
  </svg>
);

export const Disc = () => <circle className="p-disc" cx="160" cy="160" r="150" />;

const Face = ({ x, y, size }: { readonly x: number; readonly y: number; readonly size: number }) => (
  <g transform={`translate(${x} ${y}) scale(${size / 60})`}>
    <circle className="p-soft" cx="30" cy="20" r="14" />
    <path className="p-soft" d="M6 60c0-18 11-24 24-24s24 6 24 24z" />
  </g>
);

const Badge = () => (
  <>
    <rect className="p-paper" x="0" y="0" width="104" height="140" rx="12" />
    <rect className="p-accent" x="0" y="0" width="104" height="34" rx="12" />
    <rect className="p-accent" x="0" y="18" width="104" height="16" />
    <rect className="p-hole" x="40" y="9" width="24" height="8" rx="4" />
    <Face x={27} y={42} size={50} />
    <rect className="p-line" x="20" y="104" width="64" height="8" rx="4" />
    <rect className="p-line" x="32" y="120" width="40" height="8" rx="4" />
  </>
);

/** A badge that comes near a reader, again and again. */
export const BadgeAtReader = () => (
  <Picture name="badge">
    <Disc />
    <rect className="p-dark" x="92" y="196" width="136" height="84" rx="18" />
    <rect className="p-screen" x="108" y="210" width="104" height="56" rx="10" />
    <g className="p-waves">
      <path className="p-stroke" d="M146 250c8-8 20-8 28 0" />
      <path className="p-stroke" d="M136 240c14-14 34-14 48 0" />
      <path className="p-stroke" d="M126 230c20-20 48-20 68 0" />
    </g>
    <g className="p-moving-badge">
      <g transform="translate(108 34)">
        <Badge />
      </g>
    </g>
  </Picture>
);

/** An identity document and a badge side by side. */
export const ShowDocument = () => (
  <Picture name="document">
    <Disc />
    <g transform="translate(46 96) rotate(-6)">
      <Badge />
    </g>
    <g transform="translate(140 116) rotate(5)">
      <rect className="p-paper" x="0" y="0" width="146" height="96" rx="12" />
      <Face x={10} y={22} size={46} />
      <rect className="p-line" x="70" y="24" width="60" height="8" rx="4" />
      <rect className="p-line" x="70" y="42" width="48" height="8" rx="4" />
      <rect className="p-line" x="70" y="60" width="54" height="8" rx="4" />
    </g>
  </Picture>
);

/** A screen on a foot with an arrow around it. */
export const TurnScreen = () => (
  <Picture name="turn">
    <Disc />
    <rect className="p-dark" x="72" y="72" width="176" height="118" rx="12" />
    <rect className="p-screen" x="84" y="84" width="152" height="94" rx="4" />
    <Face x={130} y={98} size={62} />
    <path className="p-dark" d="M146 190h28v34h-28z" />
    <rect className="p-dark" x="112" y="222" width="96" height="12" rx="6" />
    <path className="p-arrow" d="M70 246c28 36 146 40 180 2" />
    <path className="p-arrow" d="M252 274 254 246 226 248" />
  </Picture>
);

/** A security key in a USB port, and a finger on it. */
export const KeyTouch = () => (
  <Picture name="key">
    <Disc />
    <path className="p-dark" d="M30 148h84v64H30z" />
    <rect className="p-screen" x="98" y="166" width="16" height="28" />
    <rect className="p-metal" x="108" y="168" width="40" height="24" rx="2" />
    <rect className="p-key" x="142" y="148" width="126" height="64" rx="20" />
    <circle className="p-hole" cx="248" cy="180" r="9" />
    <circle className="p-ring" cx="196" cy="180" r="20" />
    <path className="p-finger-edge" d="M198 176 252 66" />
    <path className="p-finger" d="M198 176 252 66" />
    <path className="p-nail" d="M193 168 198 158" />
  </Picture>
);

/** A lock over a field with hidden letters. */
export const NewPassword = () => (
  <Picture name="password">
    <Disc />
    <path className="p-stroke p-thick" d="M128 118V96a32 32 0 0 1 64 0v22" />
    <rect className="p-accent" x="108" y="112" width="104" height="72" rx="12" />
    <circle className="p-hole" cx="160" cy="142" r="9" />
    <rect className="p-hole" x="155" y="142" width="10" height="24" rx="5" />
    <rect className="p-paper" x="58" y="204" width="204" height="52" rx="12" />
    <circle className="p-accent" cx="92" cy="230" r="8" />
    <circle className="p-accent" cx="122" cy="230" r="8" />
    <circle className="p-accent" cx="152" cy="230" r="8" />
    <circle className="p-accent" cx="182" cy="230" r="8" />
    <rect className="p-line" x="206" y="216" width="5" height="28" rx="2" />
  </Picture>
);

/** A phone with a lock on its display. */
export const PhoneLock = () => (
  <Picture name="phone">
    <Disc />
    <rect className="p-dark" x="102" y="42" width="116" height="236" rx="20" />
    <rect className="p-screen" x="112" y="62" width="96" height="186" rx="6" />
    <rect className="p-line-light" x="144" y="258" width="32" height="6" rx="3" />
    <path className="p-stroke p-thick" d="M142 152v-16a18 18 0 0 1 36 0v16" />
    <rect className="p-accent" x="130" y="150" width="60" height="48" rx="8" />
    <circle className="p-hole" cx="160" cy="170" r="6" />
    <rect className="p-hole" x="157" y="170" width="6" height="14" rx="3" />
  </Picture>
);

/** A person, and a code that is only theirs. */
export const OnlyYou = () => (
  <Picture name="only-you">
    <Disc />
    <circle className="p-paper" cx="160" cy="96" r="34" />
    <path className="p-paper" d="M88 206c0-46 30-66 72-66s72 20 72 66z" />
    <rect className="p-paper" x="56" y="180" width="208" height="76" rx="16" />
    <g className="p-accent">
      {[84, 108, 132, 188, 212, 236].map((x) => (
        <circle key={x} cx={x} cy="218" r="8" />
      ))}
    </g>
    <rect className="p-accent" x="150" y="210" width="20" height="16" rx="3" />
    <path className="p-stroke p-thin" d="M153 210v-5a7 7 0 0 1 14 0v5" />
  </Picture>
);

/** A tick in a disc: proven. */
export const Tick = () => (
  <Picture name="tick">
    <circle className="p-proven" cx="160" cy="160" r="132" />
    <path className="p-tick" d="M98 166 142 210 224 118" />
  </Picture>
);

/** A closed screen: nothing is on it any more. */
export const Blank = () => (
  <Picture name="blank">
    <Disc />
    <rect className="p-dark" x="66" y="76" width="188" height="126" rx="12" />
    <rect className="p-screen" x="78" y="88" width="164" height="102" rx="4" />
    <path className="p-dark" d="M146 202h28v30h-28z" />
    <rect className="p-dark" x="108" y="230" width="104" height="12" rx="6" />
    <path className="p-stroke p-thick" d="M132 140h56" />
  </Picture>
);

/** A clock: soon. */
export const Soon = () => (
  <Picture name="soon">
    <Disc />
    <circle className="p-paper" cx="160" cy="160" r="92" />
    <path className="p-stroke p-thick" d="M160 104v58l38 22" />
    <circle className="p-ring" cx="160" cy="160" r="92" />
  </Picture>
);
