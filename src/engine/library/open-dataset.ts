/** A data set of the library that is in use: its record and samples in memory, saved a change at a time. */
import { StrideError } from '#base/errors.ts';
import type { DatasetClass, DatasetRecord } from '#data/library/dataset-record.ts';
import { type EditableColumns, type NewSample, SampleTable } from '#data/library/sample-table.ts';
import type { DatasetRepository } from '#storage/dataset-repository.ts';

/** What an edit may change, in place. */
export interface DatasetDraft {
  classes: DatasetClass[];
  splitPlan: DatasetRecord['splitPlan'];
  readonly columns: EditableColumns;
}

interface UndoStep extends DatasetDraft {
  readonly label: string;
}

const undoDepth = 30;
const mostClasses = 1000;

export class LibraryDataset {
  readonly #repository: DatasetRepository;
  readonly table = new SampleTable();
  #record: DatasetRecord;
  #undo: UndoStep[] = [];
  #saving: Promise<void> = Promise.resolve();
  /** Grows with every change. */
  #revision = 0;

  constructor(repository: DatasetRepository, record: DatasetRecord) {
    this.#repository = repository;
    this.#record = record;
  }

  /** Throws a `StrideError` with code `dataset-unknown`. */
  static async open(repository: DatasetRepository, id: string): Promise<LibraryDataset> {
    const stored = await repository.load(id);
    if (stored === undefined) {
      throw new StrideError({
        code: 'dataset-unknown',
        message: `There is no data set “${id}” in this browser.`,
        remedy: 'Choose another in Data; it may have been deleted, or the project comes from another computer.',
      });
    }
    const dataset = new LibraryDataset(repository, stored.record);
    dataset.table.load(stored.chunks);
    return dataset;
  }

  get record(): DatasetRecord {
    return this.#record;
  }

  get revision(): number {
    return this.#revision;
  }

  get undoLabel(): string | null {
    return this.#undo.at(-1)?.label ?? null;
  }

  /** Changes the record alone; nothing that can be undone. */
  update(change: Partial<Pick<DatasetRecord, 'name' | 'deletedAt' | 'settings'>>): void {
    this.#record = { ...this.#record, ...change };
    this.#revision++;
  }

  /** The id of the class with this name, which is added where it is new. Throws `too-many-classes`. */
  classNamed(name: string): number {
    const known = this.#record.classes.find((each) => each.name === name);
    if (known) return known.id;
    const added = this.newClass(name);
    this.#record = { ...this.#record, classes: [...this.#record.classes, added] };
    this.#revision++;
    return added.id;
  }

  /** A class with an id of its own, in no list yet. Throws `too-many-classes`. */
  newClass(name: string): DatasetClass {
    const { nextClassId: id, classes } = this.#record;
    if (classes.length >= mostClasses) {
      throw new StrideError({
        code: 'too-many-classes',
        message: `A data set holds at most ${mostClasses} classes; “${name}” would be one more.`,
        remedy: 'Merge classes, or check whether the folders really are classes.',
      });
    }
    this.#record = { ...this.#record, nextClassId: id + 1 };
    return { id, name };
  }

  append(sample: NewSample): number {
    this.#revision++;
    // What an undo would put back knows nothing of samples that came later.
    this.#undo = [];
    return this.table.append(sample);
  }

  /** One undoable step. Where `change` throws, nothing has changed. */
  edit(label: string, change: (draft: DatasetDraft) => void): void {
    const { classes, splitPlan } = this.#record;
    const before = { label, classes, splitPlan, columns: this.table.editable() };
    const draft = { classes: [...classes], splitPlan, columns: this.table.editable() };
    change(draft);
    this.#put(draft);
    this.#undo = [...this.#undo, before].slice(-undoDepth);
  }

  /** Takes the last edit back and gives its label. */
  undo(): string | null {
    const step = this.#undo.pop();
    if (step === undefined) return null;
    this.#put(step);
    return step.label;
  }

  #put({ classes, splitPlan, columns }: DatasetDraft): void {
    this.#record = { ...this.#record, classes, splitPlan };
    this.table.edit(columns);
    this.#revision++;
  }

  /** Saves what has changed, after the saves before it. What could not be saved is tried again with the next. */
  save(): Promise<void> {
    const saved = this.#saving.then(() => this.#save());
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  async #save(): Promise<void> {
    const { bytes } = this.table.columns();
    const ids = this.table.ids();
    let total = 0;
    for (const id of ids) total += bytes[id] ?? 0;
    this.#record = { ...this.#record, sampleCount: ids.length, bytes: total };
    const chunks = this.table.takeChanged();
    try {
      await this.#repository.save(this.#record, chunks);
    } catch (thrown) {
      this.table.keepChanged(chunks.map(([number]) => number));
      throw thrown;
    }
  }
}
