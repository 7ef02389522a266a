import { Button } from './Button.tsx'
import { Kbd } from './Kbd.tsx'

export const looks = <div className="row-of"><Button look="primary">Send <Kbd keys="Mod ↵" /></Button><Button>Assign</Button><Button look="quiet">Attach</Button><Button look="danger">Retire</Button></div>
export const states = <div className="row-of"><Button busy look="primary">Saving</Button><Button disabled>Refund</Button><Button small>Undo</Button></div>
