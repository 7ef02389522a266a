import { Redirect } from 'wouter'

/** A link from elsewhere names only the case. */
export const CaseById = ({ id }: { id: string }) => <Redirect to={`/cases/all/${id}`} replace />
