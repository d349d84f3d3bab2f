import type { Provider } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { FolderStore } from './folder-store.js';
import { PurgeRecordingsTask } from './jobs/purge-recordings.task.js';
import { RecordingAccess } from './recording-access.js';
import { RecordingDisposal } from './recording-disposal.js';
import { RecordingPlays } from './recording-play.service.js';
import { RecordingRepository } from './recording.repository.js';
import { RecordingStore } from './recording-store.js';
import { RecordingSweep } from './recording-sweep.js';
import { RecordingUpload } from './recording-upload.service.js';
import { RecordingView } from './recording-view.js';
import { Recordings } from './recordings.service.js';
import { S3Store } from './s3-store.js';

/** Keys begin with `recordings/`: in the bucket, and in the data folder. */
const store: Provider = {
  provide: RecordingStore,
  useFactory: ({ recordingsUrl, dataDir }: AppConfig) =>
    recordingsUrl ? new S3Store(recordingsUrl) : new FolderStore(dataDir),
  inject: [AppConfig],
};

export const RECORDING_PROVIDERS: readonly Provider[] = [
  store,
  RecordingRepository,
  RecordingAccess,
  RecordingDisposal,
  RecordingSweep,
  Recordings,
  RecordingUpload,
  RecordingPlays,
  RecordingView,
  PurgeRecordingsTask,
];
