// A queue number in digits that keep their width; how large it is, its place says.

import type { ReactNode } from 'react';
import './pieces.css';

export function NumberPlate({ number, className }: { readonly number: string; readonly className?: string }): ReactNode {
  return <span className={className === undefined ? 'number-plate' : `number-plate ${className}`}>{number}</span>;
}
