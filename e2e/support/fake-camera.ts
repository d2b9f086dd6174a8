/** A browser of its own whose camera is Chromium's fake one, always allowed: a green picture, or a clip. */
import { type Browser, chromium, type Page } from '@playwright/test';
import { chromiumArguments, findChromium } from '../../scripts/chromium.mjs';

export interface PageWithCamera {
  readonly browser: Browser;
  readonly page: Page;
}

/** @param clip path of a `.mjpeg` file that the camera shows, over and over */
export async function openPageWithCamera(baseURL: string | undefined, clip?: string): Promise<PageWithCamera> {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [
      ...chromiumArguments(),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      ...(clip ? [`--use-file-for-fake-video-capture=${clip}`] : []),
    ],
  });
  const context = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    permissions: ['camera'],
    viewport: { width: 1440, height: 900 },
  });
  return { browser, page: await context.newPage() };
}

/** From now on the page's newest camera stream is its `strideStream`, since no person sees a camera's light here. */
export async function keepStream(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await getUserMedia(constraints);
      Object.assign(window, { strideStream: stream });
      return stream;
    };
  });
}
