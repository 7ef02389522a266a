import { Checkbox, Field, Select, TextArea } from './Field.tsx'

export const fields = <div className="form"><Field label="Name" hint="As colleagues see it." defaultValue="Maren Lindqvist" /><Field label="Port" error="A number up to 65535." defaultValue="x" /><TextArea label="Signature" optional /><Select label="Role" options={[{ value: 'agent', label: 'Agent' }]} /><Checkbox label="Sign with DKIM" hint="Not needed when the server signs." /></div>
