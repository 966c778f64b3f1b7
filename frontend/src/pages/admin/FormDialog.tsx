import { type ReactNode, useId } from 'react';
import type { AdminAction } from '../../state/adminAction';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Refused } from './Refused';

type Props<A> = {
  title: string;
  description?: string;
  action: AdminAction<A>;
  confirmText: string;
  isDangerous?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A window with a form: Enter sends it, what was refused stands above its button. */
export function FormDialog<A>(props: Props<A>) {
  const { title, description, action, confirmText, isDangerous, onSubmit, onClose } = props;
  const id = useId();
  return (
    <Dialog
      title={title}
      {...(description ? { description } : {})}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      footer={
        <>
          <Button onClick={onClose}>Back</Button>
          <Button
            type="submit"
            form={id}
            look={isDangerous ? 'danger' : 'primary'}
            isBusy={action.isBusy}
          >
            {confirmText}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {props.children}
        <Refused problem={action.problem} />
      </form>
    </Dialog>
  );
}
