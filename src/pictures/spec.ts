/** What a picture shows, as plain data: pictures are drawn at the edge as PNG, SVG or text. */

export type Shape =
  | 'producer'
  | 'consumer'
  | 'service'
  | 'processor'
  | 'topic'
  | 'partition'
  | 'broker'
  | 'controller'
  | 'store'
  | 'database'
  | 'cache'
  | 'connector'
  | 'registry'
  | 'external'
  | 'user'
  | 'objects'
  | 'note';

export type FlowDiagram = {
  readonly kind: 'flow';
  readonly alt: string;
  readonly direction: 'right' | 'down';
  readonly nodes: readonly {
    readonly id: string;
    readonly shape: Shape;
    readonly label: string;
    readonly note?: string | undefined;
  }[];
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly label?: string | undefined;
    readonly dashed?: boolean | undefined;
  }[];
  readonly lanes: readonly {
    readonly id: string;
    readonly label: string;
    readonly nodes: readonly string[];
  }[];
};

export type RecordState = 'live' | 'deleted' | 'uncommitted' | 'aborted' | 'tombstone' | 'control' | 'remote';

/** Partition logs under each other; offsets count records. */
export type LogDiagram = {
  readonly kind: 'log';
  readonly alt: string;
  readonly logs: readonly {
    readonly label: string;
    readonly from: number;
    readonly to: number;
    readonly records: readonly {
      readonly offset: number;
      readonly text?: string | undefined;
      readonly state?: RecordState | undefined;
    }[];
    readonly markers: readonly { readonly offset: number; readonly label: string }[];
  }[];
};

/** The replicas of one partition; `end` and `high_watermark` are offsets. */
export type ReplicasDiagram = {
  readonly kind: 'replicas';
  readonly alt: string;
  readonly partition: string;
  readonly high_watermark: number;
  readonly replicas: readonly {
    readonly broker: number;
    readonly role: 'leader' | 'follower';
    readonly end: number;
    readonly in_sync: boolean;
  }[];
};

export type GroupDiagram = {
  readonly kind: 'group';
  readonly alt: string;
  readonly topic: string;
  readonly partitions: number;
  readonly groups: readonly {
    readonly name: string;
    readonly members: readonly { readonly name: string; readonly partitions: readonly number[] }[];
  }[];
};

export type Diagram = FlowDiagram | LogDiagram | ReplicasDiagram | GroupDiagram;

/** Horizontal bars, one row per thing, one bar per series in each row; `text` replaces the printed value. */
export type BarChart = {
  readonly kind: 'bars';
  readonly alt: string;
  readonly title: string;
  readonly unit: string;
  readonly series: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly values: readonly number[];
    readonly text?: string;
    readonly marked?: boolean;
  }[];
  readonly limit?: { readonly value: number; readonly label: string };
};

/** Places one to three on steps, the rest as a list; ties share a place. */
export type PodiumPicture = {
  readonly kind: 'podium';
  readonly alt: string;
  readonly title: string;
  readonly places: readonly {
    readonly place: number;
    readonly name: string;
    readonly points: number;
    readonly remark?: string;
  }[];
};

/** How far somebody has come in each topic, in questions. */
export type ProgressPicture = {
  readonly kind: 'progress';
  readonly alt: string;
  readonly title: string;
  readonly rows: readonly {
    readonly label: string;
    readonly total: number;
    readonly seen: number;
    readonly mastered: number;
    readonly due: number;
  }[];
};

export type Picture = Diagram | BarChart | PodiumPicture | ProgressPicture;

const DRAWN_FROM_DATA: readonly Picture['kind'][] = ['bars', 'podium', 'progress'];

/** What authors draw in `content/`, and not what is made of figures. */
export const isDiagram = (picture: Picture): picture is Diagram => !DRAWN_FROM_DATA.includes(picture.kind);
