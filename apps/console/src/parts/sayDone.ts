import { ElMessage } from 'element-plus'
import 'element-plus/theme-chalk/el-message.css'

/** Says in passing what was done. */
export const sayDone = (text: string): void => {
  ElMessage({ message: text, type: 'success', grouping: true, duration: 4_000 })
}
