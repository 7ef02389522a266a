/** Whether a part of this address is as the pattern says; `*` stands for anything. */
export const fits = (pattern: string, address: string): boolean => new RegExp(pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*'), 'i').test(address)
