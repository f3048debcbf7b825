/** What is used of bpmn-moddle, which exports types of the elements but not of itself. */
declare module 'bpmn-moddle' {
  export type ModdleElement = { $type: string; id?: string; get: (name: string) => unknown }
  export class BpmnModdle {
    create: (type: string, attributes?: Record<string, unknown>) => ModdleElement
    toXML: (element: ModdleElement, options?: { format?: boolean }) => Promise<{ xml: string }>
    fromXML: (
      xml: string,
    ) => Promise<{ rootElement: ModdleElement; warnings: unknown[]; elementsById: Record<string, ModdleElement> }>
  }
}
