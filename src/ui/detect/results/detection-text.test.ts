import { expect, test } from 'vitest';
import type { FrameDetections } from '#protocol/detection.ts';
import { detectionsCsv, detectionsJson, detectionText, placeText, summaryText } from './detection-text.ts';

const person = { box: { y1: 10, x1: 20.4, y2: 60, x2: 50.1234 }, score: 0.8765, classIndex: 0 };
const odd = { ...person, classIndex: 1 };
const names = ['person', '=cmd, "x"'];
const found: FrameDetections = {
  source: 's',
  detector: 'some',
  frame: { height: 100, width: 200 },
  detections: [person, odd],
  candidateCount: 9,
  timings: { capture: 1, preprocess: 1, model: 1, suppress: 1, readBack: 1, total: 5 },
};

test('a detection reads as name, score and place', () => {
  expect(detectionText(person, names).replace(/\s/g, ' ')).toBe('person, 88 %');
  expect(placeText(person)).toBe('at 20, 10, 30 × 50 px');
  expect(detectionText({ ...person, classIndex: 7 }, names)).toMatch(/^class 7/);
});

test('a frame reads as how many of what', () => {
  expect(summaryText([person, person, odd], names)).toBe('2 × person, =cmd, "x"');
  expect(summaryText([], names)).toBe('Nothing found.');
});

test('files hold boxes in pixels, and no class name turns into a formula or another column', () => {
  expect(detectionsJson(found, names)).toMatchObject({
    detector: 'some',
    frame: { height: 100, width: 200 },
    detections: [{ class: 'person', score: 0.8765, x: 20.4, y: 10, width: 29.72, height: 50 }, {}],
  });
  expect(detectionsCsv(found, names)).toBe(
    'class,score,x,y,width,height\r\nperson,0.8765,20.4,10,29.72,50\r\n"\'=cmd, ""x""",0.8765,20.4,10,29.72,50\r\n',
  );
});
