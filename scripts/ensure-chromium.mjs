/**
 * Makes sure that the tests have a Chromium: one that is on this machine, else Playwright's own download, else, on
 * Debian as root, the `chromium` package. Says what it found or did, and what to do where nothing works.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';

function onThisMachine() {
  return findChromium() ?? [chromium.executablePath()].find((path) => existsSync(path));
}

/**
 * @param {string} description
 * @param {string} command
 * @param {string[]} parameters
 */
function tryTo(description, command, parameters) {
  console.log(`Chromium: ${description}`);
  try {
    execFileSync(command, parameters, { stdio: 'inherit' });
  } catch {
    console.log(`Chromium: that did not work (${command} ${parameters.join(' ')}).`);
  }
}

let path = onThisMachine();
if (!path) {
  tryTo('none here; asking Playwright for its own', 'npx', ['playwright', 'install', 'chromium']);
  path = onThisMachine();
}
if (!path && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
  tryTo('reading the lists of Debian packages', 'apt-get', ['update']);
  tryTo('installing the Debian package', 'apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
  path = onThisMachine();
}
if (!path) {
  console.error('Chromium: none found. Install Chromium or Chrome, or set CHROMIUM_PATH to its executable.');
  process.exit(1);
}
console.log(`Chromium: ${path}`);
