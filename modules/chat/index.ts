export { visitorDoors, type DoorsOptions } from './http/doors.ts'
