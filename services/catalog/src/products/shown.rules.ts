/** Whether goods are shown in a language by its rule: a name there, by a machine or by a person; without a rule always. */
export const isShownIn = (
  rule: 'machine' | 'human' | undefined,
  text: { named: boolean; byMachine: boolean },
): boolean => rule === undefined || (text.named && !(rule === 'human' && text.byMachine))
