import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

type Props = {
  /** A single button that opens it. */
  trigger: ReactNode;
  /** What it is, for those who cannot see where it hangs. */
  label: string;
  children: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  align?: 'start' | 'center' | 'end';
  className?: string;
};

/** Something small that hangs from a button until one looks elsewhere. */
export function Popover(props: Props) {
  const { trigger, label, children, isOpen, onOpenChange, align = 'start', className = '' } = props;
  return (
    <Radix.Root
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={`popover ${className}`}
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
