import { useState } from 'react';
import { messageOf } from '#base/errors.ts';
import { setConfig } from '#graph/edits/set-config.ts';
import { type AnyConfigField, definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerNode } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import { SwitchField } from '../../kit/SwitchField.tsx';
import { useStride } from '../../stride-context.ts';
import { firstOwnValue, SettingField } from './SettingField.tsx';
import { useFocusLeave } from './use-focus-leave.ts';

/** Every setting of a layer. */
export function LayerFields({ node }: { readonly node: LayerNode }) {
  const { fields } = definitionOf(node.type);
  return fields.map((field) => <LayerField key={field.key} node={node} field={field} fields={fields} />);
}

interface LayerFieldProps {
  readonly node: LayerNode;
  readonly field: AnyConfigField;
  readonly fields: readonly AnyConfigField[];
}

function LayerField({ node, field, fields }: LayerFieldProps) {
  const stride = useStride();
  const [refusal, setRefusal] = useState<string | null>(null);
  const frame = useFocusLeave<HTMLDivElement>(() => {
    stride.project.endGesture();
    setRefusal(null);
  });
  const config: Readonly<Record<string, unknown>> = node.config;
  const value = config[field.key];

  const change = (next: unknown) => {
    const step = `Set ${field.label.toLowerCase()} of ${node.name}`;
    try {
      editGraph(
        stride,
        step,
        (graph) => setConfig(graph, node.id, { [field.key]: next }),
        `set ${field.key} ${node.id}`,
      );
      setRefusal(null);
    } catch (thrown) {
      setRefusal(messageOf(thrown));
    }
  };

  return (
    <div ref={frame} className="flex flex-col gap-2">
      {field.whenNull !== undefined && (
        <SwitchField
          label={`${field.label} ${field.whenNull}`}
          checked={value === null}
          onChange={(isNull) => change(isNull ? null : firstOwnValue(field, fields, config))}
        />
      )}
      {value !== null && <SettingField field={field} value={value} onChange={change} />}
      {refusal && (
        <p role="alert" className="text-danger text-label">
          {refusal}
        </p>
      )}
    </div>
  );
}
