import { ElMessageBox } from 'element-plus'
import 'element-plus/theme-chalk/el-button.css'
import 'element-plus/theme-chalk/el-input.css'
import 'element-plus/theme-chalk/el-message-box.css'
import 'element-plus/theme-chalk/el-overlay.css'
import { onBeforeUnmount, onMounted } from 'vue'
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router'
import { t } from '../shell/texts.ts'

/** Asks before the reader leaves behind what was written and not saved. */
export function useUnsaved(isDirty: () => boolean): void {
  const mayGo = async () => {
    if (!isDirty()) return true
    return ElMessageBox.confirm(t('console.unsaved-text'), t('console.unsaved'), {
      confirmButtonText: t('console.leave-anyway'),
      cancelButtonText: t('console.stay'),
    }).then(
      () => true,
      () => false,
    )
  }
  function onUnload(event: BeforeUnloadEvent): void {
    if (isDirty()) event.preventDefault()
  }
  onMounted(() => window.addEventListener('beforeunload', onUnload))
  onBeforeUnmount(() => window.removeEventListener('beforeunload', onUnload))
  onBeforeRouteLeave(mayGo)
  // Another filter of the same page.
  onBeforeRouteUpdate(mayGo)
}
