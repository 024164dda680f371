/** Turns that may wait: the citizen says so, or only suggests something. Folded text. */

const noHurry =
  /不(?:着急|用急|必急|是很急|太急|急)|(?:有空|得空|方便)(?:的时候|时)?(?:再)?(?:回|答|看|处理)|\b(?:no (?:rush|hurry)|not (?:urgent|in a hurry)|whenever you (?:can|have time))\b/
/** Asked back, or said in anger: the opposite is meant. */
const hurry =
  /(?:能|哪|咋|怎么|可|谁|岂)[^,，.。!?]{0,4}不(?:着)?急|不(?:着)?急(?:不行|才怪|吗|么|都不行)|急(?:死|用|需)|尽快|马上|立刻/

const suggests =
  /建议(?:你们|贵局|公安|警方|民警|窗口|公众号|小程序|app|平台)?(?:能|可以|把|多|在)?[^,，.。!?]{0,8}(?:增加|增设|延长|开通|推出|改进|优化|完善|简化|公布|宣传|上线|新增)|\b(?:i (?:would )?suggest|my suggestion|suggestion:)/

/** A question is only low when the citizen says that it can wait. */
export const canWait = (folded: string, question: boolean): boolean =>
  !hurry.test(folded) && (noHurry.test(folded) || (!question && suggests.test(folded)))
