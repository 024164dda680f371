import type { Calibration } from './confidence.ts'

/** Written by `npm run faq:calibrate`; not to be edited by hand. */
export const calibration: Calibration = {"rank":[1.2324,0.1609,4.4152,1.3899,-0.4261,-0.1484],"confidence":[0.4824,-0.0995,0.4925,-0.2023,-5.2819,0.282,2.0679,-0.1005,0.6676,-0.9324,-1.0587],"answerFrom":0.71,"offerFrom":0.058}
