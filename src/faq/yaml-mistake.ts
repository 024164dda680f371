import type { YAMLError } from 'yaml'

/** What is wrong and what is expected, by the parser's own codes. */
const words: Readonly<Record<YAMLError['code'], string>> = {
  ALIAS_PROPS: '别名（*名称）前面不能再加锚点或标签',
  BAD_ALIAS: '锚点（&）或别名（*）的名称有误；要写普通文字的，请加引号',
  BAD_COLLECTION_TYPE: '标签与内容的类型不符，请删去标签',
  BAD_DIRECTIVE: '以 % 开头的指令有误；要写普通文字的，请加引号',
  BAD_DQ_ESCAPE: '双引号内的 \\ 转义有误；要写反斜杠的，请改用单引号',
  BAD_INDENT: '缩进有误或括号没有写完：同一级的各项应左端对齐，括号应成对',
  BAD_PROP_ORDER: '锚点和标签应写在内容前面',
  BAD_SCALAR_START: '文字不能以 @ 或 ` 开头，请加引号',
  BLOCK_AS_IMPLICIT_KEY: '这里不能再写“名称: 内容”：请检查上一行的缩进，或给含冒号的文字加引号',
  BLOCK_IN_FLOW: '方括号或花括号内不能换用缩进的写法',
  DUPLICATE_KEY: '同一级有两个相同的名称，请删去一个',
  IMPOSSIBLE: '写法无法识别，请检查这一行',
  KEY_OVER_1024_CHARS: '名称过长，可能漏写了冒号',
  MISSING_CHAR: '缺少符号：请检查冒号、逗号、列表的短横和这一行的缩进，以及引号和括号是否成对',
  MULTILINE_IMPLICIT_KEY: '“名称:”应写在一行内，可能漏写了冒号或引号',
  MULTIPLE_ANCHORS: '一项内容只能有一个锚点',
  MULTIPLE_DOCS: '一个文件只能有一份内容，请删去中间的“---”',
  MULTIPLE_TAGS: '一项内容只能有一个标签',
  NON_STRING_KEY: '名称应为文字，请加引号',
  RESOURCE_EXHAUSTION: '嵌套过深或内容过多',
  TAB_AS_INDENT: '缩进请用空格，不能用制表符（Tab）',
  TAG_RESOLVE_FAILED: '标签（!）无法识别；要写普通文字的，请加引号',
  UNEXPECTED_TOKEN: '此处多出符号或文字：请检查引号、括号和冒号',
}

/** A mistake of YAML for the operator: what is expected, and the parser's own words at the end. */
export const yamlMistake = ({ code, message }: Pick<YAMLError, 'code' | 'message'>): string =>
  `YAML 写法有误：${words[code]}（解析器：${(message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')}）`
