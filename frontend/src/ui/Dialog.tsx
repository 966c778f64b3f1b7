import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button, IconButton } from './Button';

type Props = {
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
};

/** A window over the page: takes the keyboard, gives it back, and ends with Escape. */
export function Dialog({ title, isOpen, onOpenChange, description, children, footer }: Props) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-ground" />
        <Radix.Content
          className="dialog"
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="dialog-head">
            <Radix.Title>{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton icon="close" label="Close" />
            </Radix.Close>
          </div>
          {description && (
            <Radix.Description asChild>
              <div className="dialog-text">{description}</div>
            </Radix.Description>
          )}
          {children}
          {footer && <div className="dialog-foot">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ConfirmProps = Omit<Props, 'footer'> & {
  confirmText: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  onConfirm: () => void;
};

/** Asks once more before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmProps) {
  const { confirmText, isDangerous = false, isBusy = false, onConfirm, ...dialog } = props;
  return (
    <Dialog
      {...dialog}
      footer={
        <>
          <Button onClick={() => dialog.onOpenChange(false)}>Back</Button>
          <Button look={isDangerous ? 'danger' : 'primary'} isBusy={isBusy} onClick={onConfirm}>
            {confirmText}
          </Button>
        </>
      }
    />
  );
}
