import { toast } from 'sonner';

/** Says for a moment what just happened; read out by screen readers. */
export function notify(text: string): void {
  toast(text);
}
