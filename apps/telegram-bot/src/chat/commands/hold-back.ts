import type { Role } from '../../desk/desk-user.ts';
import { tapPlaceOf } from '../tap-place.ts';
import { tellOutcome } from '../tell-outcome.ts';
import type { ChatServices, MemberCall } from '../chat-command.ts';

/** Asks for what a command without a card takes beside being said, of whom has that role for it. `true`: it waits for that and must not run now. */
export async function isHeldBack(
  services: ChatServices,
  call: MemberCall,
  { text, role }: { readonly text: string; readonly role: Role },
): Promise<boolean> {
  if (call.isApproved === true) return false;
  const { address } = call;
  const relay = services.directory.relayFor(address, null);
  const asked = await services.desk.askBefore(tapPlaceOf(services, call), { text: text.trim(), role }, relay);
  if (asked === null) return false;
  await tellOutcome(services, call, asked, { askedIn: address, isAsker: true });
  return true;
}
