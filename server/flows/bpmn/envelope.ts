import type { BpmnModdle, ModdleElement } from 'bpmn-moddle'
import { layOut, type Picture } from '../../../shared/flows/layout'
import type { Diagram, Element, ElementType, SequenceFlow } from './rules'

const TARGET = 'urn:paidan:flow'
const JSON_LOGIC = 'https://jsonlogic.com'

const event = { width: 36, height: 36 }
const gateway = { width: 50, height: 50 }
const task = { width: 110, height: 80 }
const sizes: Record<ElementType, { width: number; height: number }> = {
  StartEvent: event,
  UserTask: task,
  ServiceTask: task,
  IntermediateCatchEvent: event,
  ExclusiveGateway: gateway,
  ParallelGateway: gateway,
  EndEvent: event,
}

export type Heading = { id: string; name: string; versionNo: number }

/** A diagram as a BPMN 2.0 document, with the places of everything (BPMN DI). */
export const bpmnOf = async (heading: Heading, diagram: Diagram): Promise<string> => {
  const picture = await layOut(
    diagram.elements.map(({ id, type }) => ({ id, ...sizes[type] })),
    diagram.flows,
  )
  // An ESM-only package, so it is loaded when first used.
  const { BpmnModdle } = await import('bpmn-moddle')
  const moddle = new BpmnModdle()
  const { xml } = await moddle.toXML(definitionsOf(moddle, heading, { diagram, picture }), { format: true })
  return xml
}

const definitionsOf = (
  moddle: BpmnModdle,
  { id, name, versionNo }: Heading,
  { diagram, picture }: { diagram: Diagram; picture: Picture },
): ModdleElement => {
  const elements = new Map(diagram.elements.map(element => [element.id, elementOf(moddle, element)]))
  const flows = new Map(diagram.flows.map(flow => [flow.id, flowOf(moddle, flow, elements)]))
  for (const { id: elementId, defaultFlowId } of diagram.elements) {
    if (defaultFlowId) Object.assign(elements.get(elementId) ?? {}, { default: flows.get(defaultFlowId) })
  }
  const process = moddle.create('bpmn:Process', {
    id: `process_${id}`,
    name: `${name}（第 ${versionNo} 版）`,
    isExecutable: false,
    flowElements: [...elements.values(), ...flows.values()],
  })
  return moddle.create('bpmn:Definitions', {
    id: `definitions_${id}`,
    targetNamespace: TARGET,
    exporter: 'Paidan',
    rootElements: [process],
    diagrams: [
      moddle.create('bpmndi:BPMNDiagram', {
        id: 'diagram',
        plane: moddle.create('bpmndi:BPMNPlane', {
          id: 'plane',
          bpmnElement: process,
          planeElement: [...shapesOf(moddle, elements, picture), ...edgesOf(moddle, flows, picture)],
        }),
      }),
    ],
  })
}

const elementOf = (moddle: BpmnModdle, { id, type, name, isForAll, event }: Element): ModdleElement =>
  moddle.create(`bpmn:${type}`, {
    id,
    ...(name ? { name } : {}),
    ...(isForAll
      ? { loopCharacteristics: moddle.create('bpmn:MultiInstanceLoopCharacteristics', { isSequential: false }) }
      : {}),
    ...(event ? { eventDefinitions: [eventOf(moddle, id, event)] } : {}),
  })

const eventOf = (moddle: BpmnModdle, id: string, event: NonNullable<Element['event']>): ModdleElement => {
  const eventId = `event_${id}`
  if (event.is === 'message') return moddle.create('bpmn:MessageEventDefinition', { id: eventId })
  if (event.is === 'terminate') return moddle.create('bpmn:TerminateEventDefinition', { id: eventId })
  const until = 'until' in event ? event.until : null
  const days = typeof until === 'number' ? { timeDuration: expressionOf(moddle, `P${until}D`) } : null
  const date = typeof until === 'string' ? expressionOf(moddle, until) : logicOf(moddle, until)
  return moddle.create('bpmn:TimerEventDefinition', { id: eventId, ...(days ?? { timeDate: date }) })
}

const expressionOf = (moddle: BpmnModdle, body: string): ModdleElement =>
  moddle.create('bpmn:FormalExpression', { body })

const logicOf = (moddle: BpmnModdle, logic: unknown): ModdleElement =>
  moddle.create('bpmn:FormalExpression', { language: JSON_LOGIC, body: JSON.stringify(logic) })

const flowOf = (
  moddle: BpmnModdle,
  { id, from, to, name, condition }: SequenceFlow,
  elements: ReadonlyMap<string, ModdleElement>,
): ModdleElement => {
  const [source, target] = [elements.get(from), elements.get(to)]
  const flow = moddle.create('bpmn:SequenceFlow', {
    id,
    ...(name ? { name } : {}),
    sourceRef: source,
    targetRef: target,
    ...(condition === undefined ? {} : { conditionExpression: logicOf(moddle, condition) }),
  })
  ;(source?.get('outgoing') as ModdleElement[] | undefined)?.push(flow)
  ;(target?.get('incoming') as ModdleElement[] | undefined)?.push(flow)
  return flow
}

const shapesOf = (moddle: BpmnModdle, elements: ReadonlyMap<string, ModdleElement>, { boxes }: Picture) =>
  [...elements].map(([id, bpmnElement]) => {
    const { x = 0, y = 0, width = 0, height = 0 } = boxes.get(id) ?? {}
    return moddle.create('bpmndi:BPMNShape', {
      id: `shape_${id}`,
      bpmnElement,
      ...(bpmnElement.$type === 'bpmn:ExclusiveGateway' ? { isMarkerVisible: true } : {}),
      bounds: moddle.create('dc:Bounds', { x, y, width, height }),
    })
  })

const edgesOf = (moddle: BpmnModdle, flows: ReadonlyMap<string, ModdleElement>, { lines }: Picture) =>
  [...flows].map(([id, bpmnElement]) =>
    moddle.create('bpmndi:BPMNEdge', {
      id: `edge_${id}`,
      bpmnElement,
      waypoint: (lines.get(id) ?? []).map(({ x, y }) => moddle.create('dc:Point', { x, y })),
    }),
  )
