import type { ButtonHTMLAttributes, Ref } from 'react';
import { Icon, type IconName } from './Icon';

type Look = 'primary' | 'quiet' | 'buy' | 'sell' | 'danger' | 'bare';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look;
  isSmall?: boolean;
  isWide?: boolean;
  /** While it works it cannot be pressed again, and says so. */
  isBusy?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

export function Button(props: ButtonProps) {
  const { look = 'quiet', isSmall, isWide, isBusy, className = '', disabled, ...rest } = props;
  const classes = ['button', look, isSmall && 'small', isWide && 'wide', className];
  return (
    <button
      type="button"
      aria-busy={isBusy || undefined}
      disabled={disabled || isBusy}
      {...rest}
      className={classes.filter(Boolean).join(' ')}
    />
  );
}

type IconButtonProps = Omit<ButtonProps, 'children'> & {
  icon: IconName;
  /** What it does, in words; also its tooltip. */
  label: string;
  isFilled?: boolean;
};

/** A button that shows only a drawing. */
export function IconButton({ icon, label, isFilled = false, ...rest }: IconButtonProps) {
  return (
    <Button
      look="bare"
      aria-label={label}
      title={label}
      {...rest}
      className={`icon-button ${rest.className ?? ''}`}
    >
      <Icon name={icon} isFilled={isFilled} />
    </Button>
  );
}
