/** The composition root: puts the document, the engine, the state and the screens together. */
import '#ui/kit/tokens.css';
import { createRoot } from 'react-dom/client';
import { present } from '#base/assert.ts';
import { parseProject } from '#graph/project/parse-project.ts';
import { startEngine } from '#state/engine-events.ts';
import { startLibrary } from '#state/library-events.ts';
import { createStride } from '#state/stride.ts';
import { homeWorkspace } from '#state/workspaces.ts';
import { indexedDbRecords } from '#storage/indexed-db-records.ts';
import { keptProjects } from '#storage/kept-projects.ts';
import { projectRepository } from '#storage/project-repository.ts';
import { loadCommandPalette } from '#ui/shell/Overlays.tsx';
import { App } from './App.tsx';
import { announceOrigin, bindAutosave, bindTabLock, openDocument } from './document.ts';
import { connectEngine, connectLibrary, connectSpareEngine } from './engine-client.ts';
import { bindKeyboard } from './keyboard.ts';
import { keepForOffline } from './offline.ts';
import { bindPreferences, loadPreferences } from './preferences.ts';
import { bindRoutes, workspaceOfHash } from './routes.ts';
import { loadScreen } from './screens.tsx';
import { bindShareLinks } from './share-links.ts';

const records = indexedDbRecords();
const repository = projectRepository(records, parseProject);
const kept = keptProjects(records, parseProject);
const engine = connectEngine();
const library = connectLibrary();
// On its way while the document is read. Where it fails, the screen itself says so.
loadScreen(workspaceOfHash(location.hash) ?? homeWorkspace).catch(() => {});
const { project, origin } = await openDocument(repository);
const preferences = loadPreferences();
const stride = createStride({ engine, openSpareEngine: connectSpareEngine, library, project, preferences, kept });

announceOrigin(stride, origin);
bindPreferences(stride.preferences);
bindShareLinks(stride);
bindRoutes(stride.view);
bindKeyboard(stride);
const flush = bindAutosave(stride, repository);

createRoot(present(document.getElementById('app'), 'index.html has no #app')).render(<App stride={stride} />);
// The page is on the screen before the engine is ready; the Backend status says how far it is.
void bindTabLock(stride, repository, flush)
  .then(() => startEngine(stride))
  .then(() => Promise.allSettled([loadCommandPalette(), keepForOffline()]));
void startLibrary(stride);
