/**
 * What the server says about the outside world, as it keeps it: in English, since it does not know who will read it. Each is a
 * message of the catalogue as well.
 */
export const troubles = {
  'trouble.certificate': 'The certificate of the server is not valid for its name.', 'trouble.refused': 'The server refuses connections on this port.', 'trouble.no-way': 'There is no way to the server.',
  'trouble.silent': 'The server does not answer.', 'trouble.closed': 'The server closed the connection.', 'trouble.ended': 'The server ended the connection.', 'trouble.unfinished': 'The server did not finish in time.',
  'trouble.again': 'We connect again.', 'trouble.sign-in': 'The server does not let us in: user name or password is not accepted.', 'trouble.folder': 'There is no folder {path}.',
  'trouble.no-encryption': 'No encrypted connection came about.', 'trouble.refusal': 'The server refused.', 'trouble.fetching': 'Fetching did not work.', 'trouble.said': 'It said:',
  'trouble.no-refresh-token': 'There is no refresh token. Sign in with the provider again.', 'trouble.consent': '{provider} no longer accepts our consent (invalid_grant). Sign in again.', 'trouble.no-access-token': '{provider} gives no access token ({why}).', 'trouble.provider': '{provider} cannot be reached:',
  'trouble.no-server': 'There is no server named {name}.', 'trouble.private-network': '{name} lies in a private network. Set BALIE_PRIVATE_NETWORK to allow that.', 'trouble.no-answer': 'There was no answer in time.',
  'trouble.gone': 'What should be sent does not exist any more.', 'trouble.no-sending-server': 'This channel has no sending server. Set one under Channels, then send again.', 'trouble.nobody': 'There is nobody to send to.', 'trouble.given-up': 'Given up after {attempts} attempts.',
} as const
