import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { analyzeGraph } from '#graph/analyze.ts';
import type { CodeModel } from '#graph/codegen/code-model.ts';
import { classFolders, codeName } from '#graph/codegen/code-model.ts';
import { pythonScript } from '#graph/codegen/python-script.ts';
import { typescriptScript } from '#graph/codegen/typescript-script.ts';
import { graphForKeras } from '#graph/keras/for-keras.ts';
import type { Stride } from '#state/stride.ts';
import { Button } from '#ui/kit/Button.tsx';
import { Callout } from '#ui/kit/Callout.tsx';
import { Dialog } from '#ui/kit/Dialog.tsx';
import { Tabs } from '#ui/kit/Tabs.tsx';
import { useProject, useStride } from '#ui/stride-context.ts';
import { useCopy } from '#ui/use-copy.ts';

type Language = 'python' | 'typescript';

export function PythonDialog({ onClose }: { onClose(): void }) {
  return <CodeDialog first="python" onClose={onClose} />;
}

export function TypescriptDialog({ onClose }: { onClose(): void }) {
  return <CodeDialog first="typescript" onClose={onClose} />;
}

/** The document as a program; null where its network has a problem. */
function codeModel(stride: Stride): CodeModel | null {
  const { name, graph: source, training, seed, dataset } = stride.project.getProject();
  const { graph } = graphForKeras(source);
  const analysis = analyzeGraph(graph);
  if (analysis.problems.some(({ severity }) => severity === 'error')) return null;
  const opened = stride.dataset.getState();
  const folders = opened.phase === 'ready' ? classFolders(opened.info.classNames) : null;
  const data: CodeModel['data'] = dataset === 'mnist' ? { kind: 'mnist' } : { kind: 'folders', classFolders: folders };
  return { name: codeName(name), graph, analysis, training, seed, data };
}

function CodeDialog({ first, onClose }: { readonly first: Language; onClose(): void }) {
  const stride = useStride();
  useProject((project) => project);
  const [language, setLanguage] = useState(first);
  const model = codeModel(stride);
  return (
    <Dialog title="Code" open onClose={onClose}>
      {model === null ? (
        <Callout tone="warning">
          The network has a problem, so there is no program of it yet. Open Build and mend what stands under Problems.
        </Callout>
      ) : (
        <Tabs<Language>
          label="Language"
          value={language}
          onChange={setLanguage}
          tabs={[
            { id: 'python', label: 'Python', content: <Code title="Python" text={pythonScript(model)} /> },
            {
              id: 'typescript',
              label: 'TypeScript',
              content: <Code title="TypeScript" text={typescriptScript(model)} />,
            },
          ]}
        />
      )}
    </Dialog>
  );
}

function Code({ title, text }: { readonly title: string; readonly text: string }) {
  const { isCopied, copy } = useCopy(text, 'Select the code and copy it by hand.');
  return (
    <div className="flex flex-col gap-3 pt-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-label text-ink-muted">
          {title === 'Python' ? 'Keras 3, with the training and the data.' : 'TensorFlow.js, with the training.'} The
          layers have the names they have here; the weights are in an export.
        </p>
        <Button variant="primary" icon={isCopied ? Check : Copy} onClick={() => void copy()}>
          {isCopied ? 'Copied' : `Copy ${title}`}
        </Button>
      </div>
      <section aria-label={`${title} code`} className="rounded-medium border border-line bg-sunken">
        <pre className="whitespace-pre-wrap break-words p-3 font-mono text-caption text-ink leading-relaxed">
          <code>{text}</code>
        </pre>
      </section>
      <p aria-live="polite" className="sr-only">
        {isCopied ? `The ${title} code is on the clipboard.` : ''}
      </p>
    </div>
  );
}
