import type { ReactNode } from 'react';
import type { PhonePlatform, PhoneStep } from '../../shared/index.ts';
import { Disc, Picture } from './pictures.tsx';

/** A phone of either kind: what is drawn in it lies on its display, from 112/62 to 208/248. */
const Phone = ({
  platform,
  children,
}: {
  readonly platform: PhonePlatform;
  readonly children: ReactNode;
}) => (
  <>
    <Disc />
    <rect className="p-dark" x="102" y="42" width="116" height="236" rx={platform === 'ios' ? 26 : 14} />
    <rect className="p-screen" x="110" y="52" width="100" height="216" rx={platform === 'ios' ? 18 : 8} />
    {platform === 'ios' ? (
      <rect className="p-dark" x="142" y="58" width="36" height="10" rx="5" />
    ) : (
      <circle className="p-dark" cx="160" cy="64" r="5" />
    )}
    {children}
  </>
);

/** The app as this desk draws it: a padlock on a tile, and no maker's sign. */
const AppTile = ({ y }: { readonly y: number }) => (
  <g transform={`translate(132 ${y})`}>
    <rect className="p-accent" x="0" y="0" width="56" height="56" rx="14" />
    <path className="p-light-stroke" d="M20 27v-6a8 8 0 0 1 16 0v6" />
    <rect className="p-light" x="16" y="26" width="24" height="18" rx="4" />
  </g>
);

const Lines = ({ y, widths }: { readonly y: number; readonly widths: readonly number[] }) => (
  <>
    {widths.map((width, index) => (
      <rect key={width} className="p-grey" x="124" y={y + index * 18} width={width} height="8" rx="4" />
    ))}
  </>
);

/** A page that asks for one thing: a line, a field with what is typed into it, a button. */
const Form = ({ line, children }: { readonly line: number; readonly children: ReactNode }) => (
  <>
    <Lines y={92} widths={[line]} />
    <g transform="translate(120 112)">
      <rect className="p-field" x="0" y="0" width="80" height="30" rx="6" />
      {children}
    </g>
    <rect className="p-accent" x="148" y="156" width="52" height="24" rx="6" />
  </>
);

const onDisplay: Readonly<Record<PhoneStep, ReactNode>> = {
  'get-app': (
    <>
      <AppTile y={84} />
      <Lines y={154} widths={[72, 52]} />
      <rect className="p-accent" x="124" y="206" width="72" height="30" rx="15" />
      <path className="p-light-stroke" d="M160 212v16M153 221l7 7 7-7" />
    </>
  ),
  'open-app': (
    <>
      <g className="p-grey">
        {[122, 164].map((x) => (
          <rect key={x} x={x} y="80" width="34" height="34" rx="9" />
        ))}
        {[122, 164].map((x) => (
          <rect key={x} x={x} y="206" width="34" height="34" rx="9" />
        ))}
      </g>
      <AppTile y={130} />
      <circle className="p-ring" cx="160" cy="158" r="42" />
    </>
  ),
  'add-account': (
    <>
      <rect className="p-accent" x="110" y="76" width="100" height="34" />
      <path className="p-light-stroke" d="M192 84v18M183 93h18" />
      <circle className="p-ring" cx="192" cy="93" r="20" />
      <Lines y={132} widths={[64]} />
      <rect className="p-field" x="120" y="152" width="80" height="34" rx="8" />
      <path className="p-stroke p-thin" d="M132 166h16v12h-16zM136 166v-4h8v4" />
      <rect className="p-grey" x="156" y="168" width="36" height="8" rx="4" />
      <rect className="p-field" x="120" y="194" width="80" height="34" rx="8" />
      <rect className="p-grey" x="132" y="207" width="48" height="8" rx="4" />
    </>
  ),
  'sign-in': (
    <>
      <Form line={60}>
        <rect className="p-ink" x="10" y="11" width="44" height="8" rx="4" />
        <path className="p-stroke p-thin" d="M62 7v16" />
      </Form>
      <Lines y={204} widths={[72, 48]} />
    </>
  ),
  'enter-code': (
    <Form line={66}>
      <g className="p-ink">
        {[14, 26, 38, 50].map((x) => (
          <circle key={x} cx={x} cy="15" r="4" />
        ))}
      </g>
    </Form>
  ),
  'allow-passkeys': (
    <>
      <Lines y={84} widths={[50]} />
      <rect className="p-field" x="118" y="106" width="84" height="44" rx="8" />
      <rect className="p-grey" x="126" y="124" width="32" height="8" rx="4" />
      <rect className="p-accent" x="166" y="116" width="30" height="22" rx="11" />
      <circle className="p-light" cx="185" cy="127" r="8" />
      <circle className="p-ring" cx="181" cy="127" r="26" />
      <Lines y={176} widths={[72, 56]} />
    </>
  ),
  finish: (
    <>
      <circle className="p-proven" cx="160" cy="150" r="38" />
      <path className="p-tick p-tick-small" d="M143 152 156 165 178 138" />
      <Lines y={214} widths={[72]} />
    </>
  ),
};

/** What the person sees on the own phone at a step. */
export const PhoneAtStep = ({
  platform,
  step,
}: {
  readonly platform: PhonePlatform;
  readonly step: PhoneStep;
}) => (
  <Picture name="phone">
    <Phone platform={platform}>{onDisplay[step]}</Phone>
  </Picture>
);

/** One of the two kinds of phones, to choose from. */
export const PhoneKind = ({ platform }: { readonly platform: PhonePlatform }) => (
  <Picture name="phone">
    <Phone platform={platform}>
      <g className="p-grey">
        {[84, 128, 172].flatMap((y) =>
          [120, 150, 180].map((x) => (
            <rect key={`${x} ${y}`} x={x} y={y} width="22" height="22" rx={platform === 'ios' ? 6 : 11} />
          )),
        )}
      </g>
      {platform === 'ios' ? (
        <rect className="p-ink" x="140" y="254" width="40" height="5" rx="2.5" />
      ) : (
        <path
          className="p-stroke p-thin"
          d="M132 248l-7 6 7 6M160 249a5 5 0 1 1 0 10 5 5 0 0 1 0-10M183 249h10v10h-10z"
        />
      )}
    </Phone>
  </Picture>
);

/** A phone without a network: arcs with a line through them. */
export const PhoneNoNetwork = () => (
  <Picture name="phone">
    <Phone platform="android">
      <path className="p-stroke" d="M122 132c24-24 52-24 76 0" />
      <path className="p-stroke" d="M134 148c16-16 36-16 52 0" />
      <path className="p-stroke" d="M147 163c8-8 18-8 26 0" />
      <circle className="p-ink" cx="160" cy="178" r="5" />
      <path className="p-stop-stroke" d="M124 190 196 110" />
    </Phone>
  </Picture>
);

/** A phone on which the shop is searched. */
export const PhoneSearch = ({ platform }: { readonly platform: PhonePlatform }) => (
  <Picture name="phone">
    <Phone platform={platform}>
      <rect className="p-field" x="118" y="82" width="84" height="28" rx="14" />
      <path className="p-stroke p-thin" d="M131 92a5 5 0 1 1 0 10 5 5 0 0 1 0-10M136 102l5 5" />
      <rect className="p-ink" x="148" y="93" width="40" height="7" rx="3.5" />
      <AppTile y={130} />
      <Lines y={204} widths={[72, 50]} />
    </Phone>
  </Picture>
);

/**
 * Forty-two, drawn: a picture's text takes a font of its own each time it is laid out, and Chromium keeps hundreds of them.
 * @param at where its upper left corner stands @param size times 64 by 44
 */
const FortyTwo = ({
  at: [x, y],
  size,
}: {
  readonly at: readonly [number, number];
  readonly size: number;
}) => (
  <path
    className="p-number"
    transform={`translate(${x} ${y}) scale(${size})`}
    d="M20 2 2 30h28M23 16v26M40 13a11 11 0 1 1 20 6c-4 7-20 23-20 23h22"
  />
);

/** A number on a page, and the same number typed on the phone. */
export const NumberMatch = () => (
  <Picture name="phone">
    <Disc />
    <rect className="p-dark" x="34" y="92" width="150" height="106" rx="10" />
    <rect className="p-screen" x="44" y="102" width="130" height="86" rx="4" />
    <FortyTwo at={[77, 123]} size={1} />
    <path className="p-dark" d="M98 198h24v20h-24zM76 218h68v10h-68z" />
    <rect className="p-dark" x="196" y="108" width="84" height="150" rx="14" />
    <rect className="p-screen" x="203" y="118" width="70" height="128" rx="6" />
    <rect className="p-field" x="211" y="132" width="54" height="36" rx="6" />
    <FortyTwo at={[222, 139]} size={0.5} />
    <rect className="p-accent" x="211" y="182" width="54" height="22" rx="6" />
    <rect className="p-grey" x="211" y="214" width="54" height="8" rx="4" />
  </Picture>
);
