import { z } from 'zod'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Where the letters to a desk on another machine go. https, or http on this machine. */
export const PeerUrl = z.string().refine((value) => {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(value)
  const plain = username === '' && password === '' && search === '' && hash === ''
  return plain && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)))
}, '应为 https:// 开头的完整地址（本机可用 http://），不带账号、参数，例如 https://zhiban.example.gov.cn')
