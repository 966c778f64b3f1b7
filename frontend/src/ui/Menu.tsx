import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

type MenuProps = { trigger: ReactNode; label: string; children: ReactNode };

/** A list of things to do that hangs from a button. */
export function Menu({ trigger, label, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          aria-label={label}
          align="end"
          sideOffset={6}
          collisionPadding={8}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** One of them: a link as its child, or an action. */
export function MenuItem({ onSelect, children }: { onSelect?: () => void; children: ReactNode }) {
  return onSelect ? (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect}>
      {children}
    </DropdownMenu.Item>
  ) : (
    <DropdownMenu.Item className="menu-item" asChild>
      {children}
    </DropdownMenu.Item>
  );
}

type MenuChoiceProps<K extends string> = {
  label: string;
  texts: Record<K, ReactNode>;
  value: K;
  onChange: (value: K) => void;
};

/** A few exclusive choices inside a menu. */
export function MenuChoice<K extends string>(props: MenuChoiceProps<K>) {
  const { label, texts, value, onChange } = props;
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(key) => onChange(key as K)}>
      <DropdownMenu.Label className="menu-label">{label}</DropdownMenu.Label>
      {(Object.entries(texts) as [K, ReactNode][]).map(([key, text]) => (
        <DropdownMenu.RadioItem
          key={key}
          value={key}
          className="menu-item"
          onSelect={(event) => event.preventDefault()}
        >
          {text}
          <DropdownMenu.ItemIndicator className="menu-mark">✓</DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="menu-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="menu-label">{children}</DropdownMenu.Label>;
}
