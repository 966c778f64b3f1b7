import type { KeyboardEvent, ReactNode } from 'react';
import { stepped } from '../model/decimal';
import { IconButton } from './Button';
import { Field } from './Field';

type Props = {
  label: string;
  value: string;
  /** Decimal text, such as the tick size; buttons and arrow keys go by it, ten times with Shift. */
  step: string;
  onChange: (value: string) => void;
  unit?: ReactNode;
  problem?: string | undefined;
  placeholder?: string;
  isDisabled?: boolean;
  name?: string;
};

/** A decimal as text with steps up and down. Never a binary fraction, never below zero. */
export function NumberInput(props: Props) {
  const { label, value, step, onChange, unit, isDisabled, ...field } = props;

  function onKeyDown(event: KeyboardEvent) {
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (direction !== 0) {
      event.preventDefault();
      onChange(stepped(value, step, direction * (event.shiftKey ? 10 : 1)));
    }
  }

  const button = (icon: 'minus' | 'plus', times: number) => (
    <IconButton
      icon={icon}
      label={`${times > 0 ? 'Raise' : 'Lower'} ${label.toLowerCase()}`}
      tabIndex={-1}
      disabled={isDisabled}
      onClick={() => onChange(stepped(value, step, times))}
    />
  );
  return (
    <Field
      {...field}
      label={label}
      inputMode="decimal"
      autoComplete="off"
      value={value}
      disabled={isDisabled}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
      unit={
        <>
          {unit}
          {button('minus', -1)}
          {button('plus', 1)}
        </>
      }
    />
  );
}
