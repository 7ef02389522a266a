import ipaddr from 'ipaddr.js'

/** Whom limits per source count as one: an IPv4 address, or the /64 that one IPv6 line is given whole. */
export function sourceOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  return address.kind() === 'ipv4' ? address.toString() : `${(address as ipaddr.IPv6).parts.slice(0, 4).map((part) => part.toString(16)).join(':')}::/64`
}
