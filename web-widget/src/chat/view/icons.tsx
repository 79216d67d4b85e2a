import type { ComponentChildren } from "preact";

const stroked = (children: ComponentChildren) => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
    {children}
  </svg>
);

export const CloseIcon = () => stroked(<path d="M6 6l12 12M18 6L6 18" stroke-linecap="round" />);

export const SendIcon = () =>
  stroked(<path d="M12 19V5m-6 6l6-6 6 6" stroke-linecap="round" stroke-linejoin="round" />);

export const TickIcon = () =>
  stroked(<path d="M5 12.5l4.5 4.5L19 7.5" stroke-linecap="round" stroke-linejoin="round" />);

export const MoreIcon = () =>
  stroked(<path d="M5 12h0M12 12h0M19 12h0" stroke-linecap="round" stroke-width="4" />);

export const ImageIcon = () =>
  stroked(
    <path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h0" stroke-linecap="round" stroke-linejoin="round" />,
  );

export const ChevronIcon = () =>
  stroked(<path d="M9 5.5l6.5 6.5L9 18.5" stroke-linecap="round" stroke-linejoin="round" />);

export const NewTabIcon = () =>
  stroked(<path d="M7 17L17 7M9 7h8v8" stroke-linecap="round" stroke-linejoin="round" />);

export const DownIcon = () =>
  stroked(<path d="M12 5v14m-6-6l6 6 6-6" stroke-linecap="round" stroke-linejoin="round" />);

export const PersonIcon = () =>
  stroked(
    <>
      <circle cx="12" cy="8" r="3.6" />
      <path d="M4.8 20c.7-3.8 3.6-5.8 7.2-5.8s6.5 2 7.2 5.8" stroke-linecap="round" />
    </>,
  );

/** A ring paid off in four instalments, the first one done. */
export const RingIcon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true">
    <path d="M12 4a8 8 0 0 1 8 8" />
    <path
      d="M20 12a8 8 0 0 1-8 8a8 8 0 0 1-8-8a8 8 0 0 1 8-8"
      opacity=".42"
      stroke-dasharray="10.5 2.07"
      stroke-dashoffset="-2.07"
    />
  </svg>
);
