import { useQueryClient } from '@tanstack/react-query';
import { callAsOwner } from '../../state/owned';
import { ownKey, useOwn, useOwnDeed } from '../../state/useOwn';
import { Check } from '../../ui/Check';

const PATH = '/api/v1/account/leaderboard';

/** Whether others see one's name and return. */
export function ShownChoice() {
  const queries = useQueryClient();
  const { data } = useOwn(PATH);
  const show = useOwnDeed((shown: boolean) => {
    queries.setQueryData(ownKey(PATH), { shown });
    return callAsOwner('put', PATH, { body: { shown } });
  });
  return (
    <Check
      isChecked={data?.shown ?? false}
      isDisabled={!data || show.isPending}
      onChange={(shown) => show.mutate(shown)}
    >
      Show me to others
    </Check>
  );
}
