import type { CalendarWords } from '../../calendar/explain.ts'

/** Days and deadlines, in Chinese. */
export const zhCalendar: CalendarWords = {
  language: 'zh',
  weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  months: ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月', '12月'],
  date: (month, day) => `${month}${day}日`,
  dated: (date, weekday) => `${date}（${weekday}）`,
  range: (from, to) => `${from}至${to}`,
  due: (date, weekday, time) => `${date}${weekday}${time}前`,
  near: (weekday, time) => `${weekday}${time}`,
  far: (date, weekday, time) => `${date}${weekday}${time}`,
  since: (moment, amount) => `自${moment}起${amount}`,
  amounts: {
    minutes: (amount) => `${amount}分钟`,
    hours: (amount) => `${amount}小时`,
    days: (amount) => `${amount}天`,
    'working-minutes': (amount) => `工作时间${amount}分钟`,
    'working-days': (amount) => `${amount}个工作日`,
  },
  extended: (amount) => `延长${amount}`,
  set: {
    set: '立项时另定',
    granted: '经领导批准延期',
    whole: '以事项的答复时限为准',
    appointment: '回访后一天内登记结果',
    merged: '以并入事项的较早时限为准',
    before: '情况转急，不晚于原时限',
  },
  paused: '扣除等待对方的时间',
  makeUp: (day) => `${day}为调休上班`,
  holiday: (days, name) => `${days}${name}放假`,
  localWork: (day, name) => `${day}${name}上班`,
  unknownYear: (year) => `${year}年放假安排未录入，按周一至周五计算`,
  colon: '：',
  comma: '，',
}
