import type { Calibration } from './confidence.ts'

/** Written by `npm run faq:calibrate`. */
export const calibration: Calibration = {"rank": [1.2134, 0.1373, 4.9096, 2.0622, -0.4501, -0.1687], "confidence": [0.3273, -0.0557, 0.7188, -0.2183, -4.8048, 0.2756, 2.2196, -0.1011, 1.2132, -1.7186, -3.5315], "answerFrom": 0.7, "offerFrom": 0.2}
