import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** What Prometheus reads at /metrics. Labels are kinds and states, never people, addresses or subjects. */
export const metrics = new Registry()
export const collectProcessMetrics = () => collectDefaultMetrics({ register: metrics })

export const counter = (name: string, help: string, labelNames: string[] = []) => new Counter({ name, help, labelNames, registers: [metrics] })
export const gauge = (name: string, help: string, labelNames: string[] = []) => new Gauge({ name, help, labelNames, registers: [metrics] })
export const histogram = (name: string, help: string, labelNames: string[] = [], buckets = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]) => new Histogram({ name, help, labelNames, buckets, registers: [metrics] })
