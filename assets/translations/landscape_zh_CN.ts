<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActivationView</name>
    <message>
        <source>Activation functions</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>: this network&apos;s</source>
        <translation>：此网络所用</translation>
    </message>
    <message>
        <source>The {n} layers are one: their product is {out}×{inner}, the outputs differ by at most {gap}.</source>
        <translation>这 {n} 层就是一层：它们的乘积为 {out}×{inner}，输出至多相差 {gap}。</translation>
    </message>
</context>
<context>
    <name>Autosave</name>
    <message>
        <source>Your scene is kept as it was at {time}: if Landscape ends now, the next start offers it.</source>
        <translation>您的场景已按 {time} 时的样子保存：如果 Landscape 现在结束，下次启动会提供它。</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Landscape did not end as it should. “{title}” was kept as it was at {time}.</source>
        <translation>Landscape 没有正常结束。“{title}”已按 {time} 时的样子保存。</translation>
    </message>
    <message>
        <source>The scene is not kept for the case of a crash: {reason}</source>
        <translation>场景没有为崩溃而保存：{reason}</translation>
    </message>
</context>
<context>
    <name>BackpropControls</name>
    <message>
        <source>Training sample, 0 for the mean of all</source>
        <translation>训练样本，0 为全体均值</translation>
    </message>
    <message>
        <source>One stage back</source>
        <translation>后退一阶段</translation>
    </message>
    <message>
        <source>One stage on</source>
        <translation>前进一阶段</translation>
    </message>
    <message>
        <source>∇ columns</source>
        <translation>∇ 列</translation>
    </message>
    <message>
        <source>∇ rows</source>
        <translation>∇ 行</translation>
    </message>
    <message>
        <source>Layout of the gradients</source>
        <translation>梯度的布局</translation>
    </message>
    <message>
        <source>Sample {i}</source>
        <translation>样本 {i}</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全体</translation>
    </message>
</context>
<context>
    <name>BackpropView</name>
    <message>
        <source>Backpropagation, stage by stage</source>
        <translation>反向传播，逐阶段</translation>
    </message>
</context>
<context>
    <name>Blackboard</name>
    <message>
        <source>Blackboard over the picture</source>
        <translation>画面上的黑板</translation>
    </message>
</context>
<context>
    <name>Chart</name>
    <message>
        <source>step k</source>
        <translation>第 k 步</translation>
    </message>
    <message>
        <source>log k</source>
        <translation>log k</translation>
    </message>
    <message>
        <source>Steps on a logarithmic axis. Straight on log-y: linear rate. Straight on log-log: sublinear, 1/kᵖ.</source>
        <translation>步数用对数轴。在 log-y 上是直线：线性速率。在 log-log 上是直线：次线性，1/kᵖ。</translation>
    </message>
    <message>
        <source>Axis of the step size</source>
        <translation>步长的轴</translation>
    </message>
    <message>
        <source>Axis of α; auto is logarithmic where α varies by more than a factor of five</source>
        <translation>α 的轴；自动：α 变化超过五倍时取对数</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>What this chart shows</source>
        <translation>这个图表显示什么</translation>
    </message>
    <message>
        <source>What this chart shows, and what the bottom axis counts</source>
        <translation>这个图表显示什么，横轴数什么</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>Charts over the steps</source>
        <translation>随步数变化的图表</translation>
    </message>
    <message>
        <source>f → −∞</source>
        <translation>f → −∞</translation>
    </message>
    <message>
        <source>f − f*</source>
        <translation>f − f*</translation>
    </message>
    <message>
        <source>f − best seen</source>
        <translation>f − 所见最好</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Bottom axis of all charts</source>
        <translation>所有图表的横轴</translation>
    </message>
</context>
<context>
    <name>ConnectionView</name>
    <message>
        <source>line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>bend</source>
        <translation>弯路</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>匹配后</translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>loss, log</source>
        <translation>损失，对数</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Which ways are shown</source>
        <translation>显示哪些路</translation>
    </message>
    <message>
        <source>A to B</source>
        <translation>A 到 B</translation>
    </message>
    <message>
        <source>First to trained</source>
        <translation>初始到训练后</translation>
    </message>
    <message>
        <source>What the plot on the right shows</source>
        <translation>右边的图显示什么</translation>
    </message>
    <message>
        <source>Steps of the bend&apos;s training</source>
        <translation>弯路训练的步数</translation>
    </message>
    <message>
        <source>training loss, A to B</source>
        <translation>训练损失，A 到 B</translation>
    </message>
    <message>
        <source>training loss, first to trained</source>
        <translation>训练损失，初始到训练后</translation>
    </message>
    <message>
        <source>Barrier: {line} on the line, {bend} on the bend, {matched} matched.</source>
        <translation>壁垒：直线 {line}，弯路 {bend}，匹配后 {matched}。</translation>
    </message>
    <message>
        <source>Barrier: how far the training loss rises above a straight line between its values at both ends.
Matched: the straight line to B with its hidden units put into the order of A&apos;s. {moved} of B&apos;s {units} hidden units have another place or sign, which changes nothing that B says. B is {before} away from A, and {after} away so.</source>
        <translation>壁垒：训练损失比两端之间的直线高出多少。
匹配后：把 B 的隐藏单元按 A 的次序排列之后的直线。B 的 {units} 个隐藏单元中有 {moved} 个换了位置或符号，这丝毫不改变 B 的输出。B 离 A 原为 {before}，如此之后为 {after}。</translation>
    </message>
    <message>
        <source>Straight from first to trained weights the loss falls from {first} to {last} and climbs nowhere.</source>
        <translation>从初始权重直线到训练后的权重，损失从 {first} 降到 {last}，途中没有上升。</translation>
    </message>
    <message>
        <source>Straight from first to trained weights the loss goes from {first} to {last}, and climbs by {climb}.</source>
        <translation>从初始权重直线到训练后的权重，损失从 {first} 到 {last}，途中上升 {climb}。</translation>
    </message>
    <message>
        <source>{way} {loss}</source>
        <translation>{way} {loss}</translation>
    </message>
    <message>
        <source>step {k}</source>
        <translation>第 {k} 步</translation>
    </message>
    <message>
        <source>At t = {t} the loss is: {losses}.</source>
        <translation>t = {t} 处的损失：{losses}。</translation>
    </message>
</context>
<context>
    <name>CornerKey</name>
    <message>
        <source>undefined here</source>
        <translation>此处无定义</translation>
    </message>
    <message>
        <source>f is infinite here</source>
        <translation>此处 f 为无穷大</translation>
    </message>
</context>
<context>
    <name>DataForm</name>
    <message>
        <source>Open …</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open a file of values: .npz, .npy, .csv, or .h5 of loss-landscape</source>
        <translation>打开值的文件：.npz、.npy、.csv，或 loss-landscape 的 .h5</translation>
    </message>
    <message>
        <source>Open surface data</source>
        <translation>打开曲面数据</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>Take the recorded path away</source>
        <translation>去掉记录的路径</translation>
    </message>
    <message>
        <source>Example values</source>
        <translation>示例值</translation>
    </message>
    <message>
        <source>{columns} × {rows} values</source>
        <translation>{columns} × {rows} 个值</translation>
    </message>
    <message>
        <source>{count} without a value</source>
        <translation>{count} 个没有值</translation>
    </message>
    <message>
        <source>Recorded path: {count} points</source>
        <translation>记录的路径：{count} 个点</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>{file} was not opened: {reason}</source>
        <translation>{file} 未打开：{reason}</translation>
    </message>
    <message>
        <source>{file} holds a recorded path: open the surface that it belongs to first</source>
        <translation>{file} 中是记录的路径：请先打开它所属的曲面</translation>
    </message>
    <message>
        <source>The classes: {names}.</source>
        <translation>类别：{names}。</translation>
    </message>
    <message>
        <source>Samples by row (*.csv *.txt *.tsv);;All files (*)</source>
        <translation>按行的样本 (*.csv *.txt *.tsv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open samples</source>
        <translation>打开样本</translation>
    </message>
    <message>
        <source>Open surface data</source>
        <translation>打开曲面数据</translation>
    </message>
    <message>
        <source>Values on a grid ({patterns});;All files (*)</source>
        <translation>网格上的值 ({patterns});;所有文件 (*)</translation>
    </message>
    <message>
        <source>Values not found</source>
        <translation>找不到值</translation>
    </message>
    <message>
        <source>{scene} shows the values of “{file}”, which is not beside it. Look for the file?</source>
        <translation>{scene} 显示“{file}”的值，而它不在旁边。要寻找这个文件吗？</translation>
    </message>
    <message>
        <source>Where is {file}?</source>
        <translation>{file} 在哪里？</translation>
    </message>
    <message>
        <source>The scene was not copied: {reason}</source>
        <translation>场景未复制：{reason}</translation>
    </message>
    <message>
        <source>The scene is on the clipboard, a code of {count} characters</source>
        <translation>场景已在剪贴板上，是 {count} 个字符的代码</translation>
    </message>
    <message>
        <source>The code was not opened: {reason}</source>
        <translation>代码未打开：{reason}</translation>
    </message>
    <message>
        <source>Open scene</source>
        <translation>打开场景</translation>
    </message>
    <message>
        <source>Landscape scenes (*.toml);;All files (*)</source>
        <translation>Landscape 场景 (*.toml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save scene as</source>
        <translation>场景另存为</translation>
    </message>
    <message>
        <source>Landscape scenes (*.toml)</source>
        <translation>Landscape 场景 (*.toml)</translation>
    </message>
    <message>
        <source>{file} is there already. Replace it?</source>
        <translation>{file} 已经存在。要替换吗？</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的改动</translation>
    </message>
    <message>
        <source>Save the changes to “{title}” first?</source>
        <translation>要先保存对“{title}”的改动吗？</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>未命名</translation>
    </message>
    <message>
        <source>{file} was not saved: {reason}</source>
        <translation>{file} 未保存：{reason}</translation>
    </message>
    <message>
        <source>Saved to {file}</source>
        <translation>已保存到 {file}</translation>
    </message>
</context>
<context>
    <name>DomainForm</name>
    <message>
        <source>{} from</source>
        <translation>{} 从</translation>
    </message>
    <message>
        <source>{} to</source>
        <translation>{} 到</translation>
    </message>
    <message>
        <source>Edge of the rectangle shown; the function goes on beyond it</source>
        <translation>所示矩形的边；函数在其外仍然存在</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Back to the rectangle that the surface proposes</source>
        <translation>回到曲面建议的矩形</translation>
    </message>
    <message>
        <source>Rectangle of the surface&apos;s own</source>
        <translation>曲面自己的矩形</translation>
    </message>
</context>
<context>
    <name>EndsPanel</name>
    <message>
        <source>Where the runs end</source>
        <translation>运行终止于何处</translation>
    </message>
    <message>
        <source>How sharp it is there</source>
        <translation>那里有多尖锐</translation>
    </message>
    <message>
        <source>A run ends in the well to whose minimum a noise-free descent in short steps leads from its end.</source>
        <translation>从运行终点出发、无噪声的短步下降所通向的极小点所在的井，就算作运行终止的井。</translation>
    </message>
    <message>
        <source>Where the runs start</source>
        <translation>运行从何处出发</translation>
    </message>
    <message>
        <source>The same random starts for every method; or one start and other dice</source>
        <translation>每种方法用同样的随机起点；或同一起点、不同的骰子</translation>
    </message>
    <message>
        <source>all over the view</source>
        <translation>铺满视野</translation>
    </message>
    <message>
        <source>one start, other seeds</source>
        <translation>一个起点，不同种子</translation>
    </message>
    <message>
        <source>How many runs of each method</source>
        <translation>每种方法多少个运行</translation>
    </message>
    <message>
        <source>Runs each</source>
        <translation>每种运行数</translation>
    </message>
    <message>
        <source>How far above a minimum its pool is filled, for the area</source>
        <translation>在极小点之上多高处注满它的池子，以求面积</translation>
    </message>
    <message>
        <source>Level δ</source>
        <translation>水位 δ</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Throw every method of the race from many starts and count where it ends</source>
        <translation>让竞赛中每种方法从许多起点出发，统计终止于何处</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop counting; what is counted stays</source>
        <translation>停止统计；已统计的保留</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Both tables as comma-separated values to the clipboard</source>
        <translation>把两个表以逗号分隔的值复制到剪贴板</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>elsewhere</source>
        <translation>别处</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>λ_max {value}</source>
        <translation>λ_max {value}</translation>
    </message>
    <message>
        <source>always here</source>
        <translation>总在这里</translation>
    </message>
    <message>
        <source>This run throws no dice: from one start every seed gives the same end.</source>
        <translation>这个运行不掷骰子：从同一起点，每个种子给出同一终点。</translation>
    </message>
    <message>
        <source>{count} of {total} runs end at {name}: {share} %, 95 % confidence {low} to {high} %.</source>
        <translation>{total} 个运行中 {count} 个终止于 {name}：{share} %，95 % 置信区间 {low} 到 {high} %。</translation>
    </message>
    <message>
        <source>{count} of them are within 1 % of the view of the minimum itself.</source>
        <translation>其中 {count} 个在离极小点本身不超过视野 1 % 之处。</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>极小点</translation>
    </message>
    <message>
        <source>where the run shown has ended, at {place}</source>
        <translation>所示运行终止之处，在 {place}</translation>
    </message>
    <message>
        <source>area</source>
        <translation>面积</translation>
    </message>
    <message>
        <source>volume</source>
        <translation>体积</translation>
    </message>
    <message>
        <source>at</source>
        <translation>在</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>迹</translation>
    </message>
    <message>
        <source>Of the Hessian: largest eigenvalue and trace. Area: of the part of {f ≤ f(there) + δ} about there.</source>
        <translation>Hessian 矩阵的最大特征值与迹。面积：{f ≤ f(there) + δ} 在那里附近的部分。</translation>
    </message>
    <message>
        <source>Run throws every method many times and counts where it ends.</source>
        <translation>“运行”让每种方法出发许多次，统计终止于何处。</translation>
    </message>
    <message>
        <source>No minimum is known in the view: nothing to count the ends by.</source>
        <translation>视野内没有已知的极小点：无从统计终点。</translation>
    </message>
    <message>
        <source>{total} runs each, Wilson&apos;s 95 % intervals.</source>
        <translation>各 {total} 个运行，Wilson 95 % 区间。</translation>
    </message>
    <message>
        <source>None elsewhere, none diverged.</source>
        <translation>没有终止于别处的，没有发散的。</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Landscape: an error</source>
        <translation>Landscape：出错</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>错误的详情</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>显示详情(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Copy the sentence and the details</source>
        <translation>复制这句话和详情</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Written to {file}</source>
        <translation>已写入 {file}</translation>
    </message>
    <message>
        <source>{count} errors so far; this was the first.</source>
        <translation>至今 {count} 个错误；这是第一个。</translation>
    </message>
    <message>
        <source>Something went wrong that should not have ({what}).</source>
        <translation>出了不该出的错（{what}）。</translation>
    </message>
    <message>
        <source>Hide &amp;details</source>
        <translation>隐藏详情(&amp;D)</translation>
    </message>
</context>
<context>
    <name>EvidenceView</name>
    <message>
        <source>Why the run stopped</source>
        <translation>运行为何停止</translation>
    </message>
    <message>
        <source>Still being computed.</source>
        <translation>仍在计算。</translation>
    </message>
    <message>
        <source>a minimum</source>
        <translation>极小点</translation>
    </message>
    <message>
        <source>a saddle</source>
        <translation>鞍点</translation>
    </message>
    <message>
        <source>a maximum</source>
        <translation>极大点</translation>
    </message>
    <message>
        <source>a plateau</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>a cycle</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>the budget is spent</source>
        <translation>预算已用尽</translation>
    </message>
    <message>
        <source>the step limit</source>
        <translation>步数上限</translation>
    </message>
    <message>
        <source>the method gave up</source>
        <translation>方法放弃了</translation>
    </message>
    <message>
        <source>nothing decides</source>
        <translation>无法判定</translation>
    </message>
    <message>
        <source>, out of view</source>
        <translation>，在视野之外</translation>
    </message>
    <message>
        <source>f, ‖∇f‖</source>
        <translation>f、‖∇f‖</translation>
    </message>
    <message>
        <source>eigenvalues of ∇²f</source>
        <translation>∇²f 的特征值</translation>
    </message>
    <message>
        <source>{period} points, size {size}</source>
        <translation>{period} 个点，大小 {size}</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>its points</source>
        <translation>它的点</translation>
    </message>
    <message>
        <source>nothing that can be told</source>
        <translation>无可奉告</translation>
    </message>
    <message>
        <source>near</source>
        <translation>附近</translation>
    </message>
    <message>
        <source>{count} of its points, at most {far} away</source>
        <translation>它的 {count} 个点，至多相距 {far}</translation>
    </message>
    <message>
        <source>out of view</source>
        <translation>在视野之外</translation>
    </message>
    <message>
        <source>end to the edge of view</source>
        <translation>从终点到视野边缘</translation>
    </message>
    <message>
        <source>x at the end</source>
        <translation>终点的 x</translation>
    </message>
    <message>
        <source>last ‖Δx‖, Δf</source>
        <translation>最后的 ‖Δx‖、Δf</translation>
    </message>
    <message>
        <source> – all positive</source>
        <translation> – 全为正</translation>
    </message>
    <message>
        <source> – all negative</source>
        <translation> – 全为负</translation>
    </message>
    <message>
        <source> – of both signs</source>
        <translation> – 有正有负</translation>
    </message>
    <message>
        <source> – singular</source>
        <translation> – 奇异</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Size</source>
        <translation>大小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Length</source>
        <translation>时长(&amp;L)</translation>
    </message>
    <message>
        <source>seconds at</source>
        <translation>秒，每秒</translation>
    </message>
    <message>
        <source>frames a second</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>相机(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>File &amp;name</source>
        <translation>文件名(&amp;N)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>MP4 film (H.264)</source>
        <translation>MP4 影片 (H.264)</translation>
    </message>
    <message>
        <source>WebM film (VP9)</source>
        <translation>WebM 影片 (VP9)</translation>
    </message>
    <message>
        <source>GIF animation</source>
        <translation>GIF 动画</translation>
    </message>
    <message>
        <source>PNG picture of the last step</source>
        <translation>最后一步的 PNG 图片</translation>
    </message>
    <message>
        <source>Folder of PNG pictures</source>
        <translation>装 PNG 图片的文件夹</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Surface, map and charts, or the network</source>
        <translation>曲面、平面图与图表，或网络</translation>
    </message>
    <message>
        <source>Network alone</source>
        <translation>仅网络</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>平面图</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>相机</translation>
    </message>
    <message>
        <source>goes slowly round</source>
        <translation>缓慢环绕</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Projector, black</source>
        <translation>投影，黑底</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>&amp;Browse …</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>One picture, {w} × {h} pixels</source>
        <translation>一幅图片，{w} × {h} 像素</translation>
    </message>
    <message>
        <source>{n} frames, {w} × {h} pixels</source>
        <translation>{n} 帧，{w} × {h} 像素</translation>
    </message>
    <message>
        <source>(a film needs even sides)</source>
        <translation>（影片需要偶数边长）</translation>
    </message>
    <message>
        <source>Folder for the pictures</source>
        <translation>放图片的文件夹</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>There are pictures in {}. Write over them?</source>
        <translation>{} 中已有图片。要覆盖吗？</translation>
    </message>
    <message>
        <source>{} is there already. Write over it?</source>
        <translation>{} 已经存在。要覆盖吗？</translation>
    </message>
    <message>
        <source>&amp;Overwrite</source>
        <translation>覆盖(&amp;O)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelling …</source>
        <translation>正在取消……</translation>
    </message>
    <message>
        <source>Written: {}</source>
        <translation>已写入：{}</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>已取消；什么也没写。</translation>
    </message>
    <message>
        <source>Computing the race …</source>
        <translation>正在计算竞赛……</translation>
    </message>
    <message>
        <source>{m} min {s} s left</source>
        <translation>还剩 {m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{s} s left</source>
        <translation>还剩 {s} 秒</translation>
    </message>
</context>
<context>
    <name>ExportProcess</name>
    <message>
        <source>The export could not be started.</source>
        <translation>导出无法启动。</translation>
    </message>
    <message>
        <source>The export ended without a word (code {}).</source>
        <translation>导出没有说明就结束了（代码 {}）。</translation>
    </message>
</context>
<context>
    <name>FlatnessView</name>
    <message>
        <source>SGD, small batches</source>
        <translation>SGD，小批量</translation>
    </message>
    <message>
        <source>SGD, all samples</source>
        <translation>SGD，全部样本</translation>
    </message>
    <message>
        <source>Heavy ball</source>
        <translation>重球法</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Adam with L2</source>
        <translation>带 L2 的 Adam</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>λ_max</source>
        <translation>λ_max</translation>
    </message>
    <message>
        <source>the trace</source>
        <translation>迹</translation>
    </message>
    <message>
        <source>filter-normalised sharpness</source>
        <translation>滤波器归一化尖锐度</translation>
    </message>
    <message>
        <source>Sharpness and test loss</source>
        <translation>尖锐度与测试损失</translation>
    </message>
    <message>
        <source>L2 in Adam, AdamW</source>
        <translation>Adam 中的 L2 与 AdamW</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示什么</translation>
    </message>
    <message>
        <source>Largest eigenvalue</source>
        <translation>最大特征值</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>迹</translation>
    </message>
    <message>
        <source>Filter-normalised</source>
        <translation>滤波器归一化</translation>
    </message>
    <message>
        <source>Measure of sharpness</source>
        <translation>尖锐度的度量</translation>
    </message>
    <message>
        <source>The largest eigenvalue or the trace of the loss&apos;s Hessian, or the mean rise of the loss in random directions whose filters are as long as the network&apos;s: rescaling a network changes the first two and no prediction.</source>
        <translation>损失的 Hessian 矩阵的最大特征值或迹，或损失沿随机方向（其滤波器与网络的同长）的平均上升：重新缩放网络会改变前两者，却不改变任何预测。</translation>
    </message>
    <message>
        <source>{count} first weights</source>
        <translation>{count} 组初始权重</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Start trains this network some hundred times: by six methods, from {count} first weights each, all to the same training loss, and then measures how sharp the loss is there. It takes about half a minute.</source>
        <translation>“开始”把这个网络训练上百次：六种方法，各从 {count} 组初始权重出发，都训练到同样的训练损失，然后测量那里的损失有多尖锐。约需半分钟。</translation>
    </message>
    <message>
        <source>test loss, every training and the means</source>
        <translation>测试损失，每次训练与均值</translation>
    </message>
    <message>
        <source>sharpness, 95 %</source>
        <translation>尖锐度，95 %</translation>
    </message>
    <message>
        <source>test loss, 95 %</source>
        <translation>测试损失，95 %</translation>
    </message>
    <message>
        <source>weights&apos; norm ‖W‖, 95 %</source>
        <translation>权重范数 ‖W‖，95 %</translation>
    </message>
    <message>
        <source>Same learning rate {lr}, same number of epochs, same λ: in the loss Adam divides the penalty&apos;s gradient by its own size too, AdamW shrinks every weight by the factor 1 − αλ.</source>
        <translation>同样的学习率 {lr}、同样的轮数、同样的 λ：写进损失时，Adam 把罚项的梯度也除以它自己的大小；AdamW 则把每个权重乘以 1 − αλ。</translation>
    </message>
    <message>
        <source>{count} trainings, each at its first epoch with training loss {target} or less ({missed} never did). Rank correlation of {measure} and test loss: {all} over all, {inside} within methods.</source>
        <translation>{count} 次训练，各取训练损失首次不高于 {target} 的那一轮（{missed} 次从未达到）。{measure}与测试损失的秩相关：总体 {all}，同一方法内 {inside}。</translation>
    </message>
    <message>
        <source>Tuned to the end of the rates tried, a better one may lie beyond: {names}.</source>
        <translation>调参停在所试学习率的尽头，更好的可能在外面：{names}。</translation>
    </message>
    <message>
        <source>Too few trainings for an interval.</source>
        <translation>训练太少，给不出区间。</translation>
    </message>
    <message>
        <source>Within a method flatter networks had the lower test loss.</source>
        <translation>在同一方法内，更平坦的网络测试损失更低。</translation>
    </message>
    <message>
        <source>Within a method sharper networks had the lower test loss, against the rule of thumb.</source>
        <translation>在同一方法内，更尖锐的网络测试损失更低，与经验法则相反。</translation>
    </message>
    <message>
        <source>Within a method sharpness does not tell the test loss.</source>
        <translation>在同一方法内，尖锐度说明不了测试损失。</translation>
    </message>
    <message>
        <source>One small network; no cause is proven.</source>
        <translation>只是一个小网络；没有证明因果。</translation>
    </message>
</context>
<context>
    <name>FormulaForm</name>
    <message>
        <source>A letter of the formula</source>
        <translation>公式中的一个字母</translation>
    </message>
</context>
<context>
    <name>FormulaView</name>
    <message>
        <source>The rule of the method, with the numbers of this step</source>
        <translation>方法的规则，代入这一步的数</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Preset gallery</source>
        <translation>预设图库</translation>
    </message>
    <message>
        <source>Search titles and descriptions</source>
        <translation>搜索标题与说明</translation>
    </message>
    <message>
        <source>Search the presets</source>
        <translation>搜索预设</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>搜索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>No preset has these words.</source>
        <translation>没有包含这些词的预设。</translation>
    </message>
</context>
<context>
    <name>HonestView</name>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>loss: of the training, and where the plane draws it</source>
        <translation>损失：训练的，以及平面所画之处的</translation>
    </message>
    <message>
        <source>at the projected point</source>
        <translation>在投影点</translation>
    </message>
    <message>
        <source>of the training</source>
        <translation>训练的</translation>
    </message>
    <message>
        <source>distance off the plane</source>
        <translation>偏离平面的距离</translation>
    </message>
    <message>
        <source>The plane holds {explained} of the variance of the training&apos;s path; a random walk&apos;s own principal plane would hold {baseline} of the walk&apos;s.</source>
        <translation>平面包含训练路径方差的 {explained}；随机游走自己的主平面会包含其方差的 {baseline}。</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>键盘</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>LayerKnobs</name>
    <message>
        <source>Remove the last hidden layer</source>
        <translation>移除最后一个隐藏层</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Add a hidden layer before the output</source>
        <translation>在输出之前增加一个隐藏层</translation>
    </message>
    <message>
        <source>A unit fewer in hidden layer {layer}</source>
        <translation>第 {layer} 隐藏层少一个单元</translation>
    </message>
    <message>
        <source>A unit more in hidden layer {layer}</source>
        <translation>第 {layer} 隐藏层多一个单元</translation>
    </message>
</context>
<context>
    <name>LensPanel</name>
    <message>
        <source>Look closely</source>
        <translation>细看</translation>
    </message>
    <message>
        <source>Run looked at</source>
        <translation>所看的运行</translation>
    </message>
    <message>
        <source>The run that everything below is about</source>
        <translation>以下一切所关于的运行</translation>
    </message>
</context>
<context>
    <name>LessonList</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>{title}
{steps} steps, about {minutes:g} minutes</source>
        <translation>{title}
{steps} 步，约 {minutes:g} 分钟</translation>
    </message>
    <message>
        <source>one of your own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>Your own lessons stand in the list too if you put them into {folder}</source>
        <translation>把自己的课程放进 {folder}，它们也会出现在列表中</translation>
    </message>
    <message>
        <source>Left out: {why}</source>
        <translation>已略去：{why}</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Present</source>
        <translation>放映(&amp;P)</translation>
    </message>
    <message>
        <source>Full screen, for a class; F5 at any time</source>
        <translation>全屏，供课堂使用；随时可按 F5</translation>
    </message>
    <message>
        <source>A &amp;file …</source>
        <translation>文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>There are no lessons.</source>
        <translation>没有课程。</translation>
    </message>
</context>
<context>
    <name>LessonPanel</name>
    <message>
        <source>On the slide</source>
        <translation>幻灯片上</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Close the lesson</source>
        <translation>关闭课程</translation>
    </message>
    <message>
        <source>Step of the lesson</source>
        <translation>课程的步</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>This step from its beginning</source>
        <translation>从头开始这一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>揭晓</translation>
    </message>
</context>
<context>
    <name>LessonSession</name>
    <message>
        <source>{right} of {asked} right</source>
        <translation>{asked} 题答对 {right} 题</translation>
    </message>
    <message>
        <source>begun</source>
        <translation>已开始</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>Line1D</name>
    <message>
        <source>f, its tangent and the step</source>
        <translation>f、它的切线与步</translation>
    </message>
    <message>
        <source>cobweb of x ↦ x − αf′(x)</source>
        <translation>x ↦ x − αf′(x) 的蛛网图</translation>
    </message>
    <message>
        <source>Curve: arrow keys move the start point</source>
        <translation>曲线：方向键移动起点</translation>
    </message>
    <message>
        <source>One variable: curve and cobweb</source>
        <translation>一个变量：曲线与蛛网图</translation>
    </message>
</context>
<context>
    <name>Map2D</name>
    <message>
        <source>Contour map</source>
        <translation>等值线图</translation>
    </message>
    <message>
        <source>Contour map: arrow keys move the start point</source>
        <translation>等值线图：方向键移动起点</translation>
    </message>
</context>
<context>
    <name>MapsPanel</name>
    <message>
        <source>Run that is mapped</source>
        <translation>绘制地图的运行</translation>
    </message>
    <message>
        <source>The method and its parameters, as the run has them</source>
        <translation>方法及其参数，与该运行相同</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>What is mapped over the plane</source>
        <translation>在平面上绘制什么</translation>
    </message>
    <message>
        <source>Steps that each start is given</source>
        <translation>给每个起点多少步</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Make the map of the scene as it is now</source>
        <translation>按场景现在的样子绘制地图</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ends at</source>
        <translation>终止于</translation>
    </message>
    <message>
        <source>what</source>
        <translation>什么</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>起点数</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Where the starts end</source>
        <translation>起点终止于何处</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Basins of attraction</source>
        <translation>吸引域</translation>
    </message>
    <message>
        <source>Learning rate × start</source>
        <translation>学习率 × 起点</translation>
    </message>
    <message>
        <source>Learning rate × momentum</source>
        <translation>学习率 × 动量</translation>
    </message>
    <message>
        <source>Phases of momentum</source>
        <translation>动量的相图</translation>
    </message>
    <message>
        <source>Maps need a surface of two variables and a run.</source>
        <translation>地图需要两个变量的曲面和一个运行。</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>极小点</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>鞍点</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>极大点</translation>
    </message>
    <message>
        <source>plateau</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>diverges</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>still on its way</source>
        <translation>仍在途中</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Preset &amp;gallery …</source>
        <translation>预设图库(&amp;G)…</translation>
    </message>
    <message>
        <source>Scenes to start from</source>
        <translation>供开始使用的场景</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Values on a grid as the surface: .npz, .npy, .csv, .h5</source>
        <translation>以网格上的值为曲面：.npz、.npy、.csv、.h5</translation>
    </message>
    <message>
        <source>Open surface &amp;data …</source>
        <translation>打开曲面数据(&amp;D)…</translation>
    </message>
    <message>
        <source>A CSV file of features and targets, for least squares, logistic regression and their like</source>
        <translation>特征与目标的 CSV 文件，用于最小二乘、逻辑回归之类</translation>
    </message>
    <message>
        <source>Open sa&amp;mples …</source>
        <translation>打开样本(&amp;M)…</translation>
    </message>
    <message>
        <source>Save s&amp;urface …</source>
        <translation>保存曲面(&amp;U)…</translation>
    </message>
    <message>
        <source>The surface as .npz or .obj</source>
        <translation>曲面存为 .npz 或 .obj</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as …</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>Video, GIF or pictures of this race</source>
        <translation>本次竞赛的视频、GIF 或图片</translation>
    </message>
    <message>
        <source>The table of the race as .csv</source>
        <translation>竞赛的表存为 .csv</translation>
    </message>
    <message>
        <source>Export &amp;table …</source>
        <translation>导出表(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>A short text for a chat, which this menu takes back</source>
        <translation>可发到聊天中的短文本，此菜单也能读回</translation>
    </message>
    <message>
        <source>&amp;Copy scene as code</source>
        <translation>复制场景代码(&amp;C)</translation>
    </message>
    <message>
        <source>Show the scene whose code is on the clipboard</source>
        <translation>显示剪贴板上代码所指的场景</translation>
    </message>
    <message>
        <source>&amp;Paste scene code</source>
        <translation>粘贴场景代码(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Projector, black</source>
        <translation>投影，黑底</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>相机(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>复位(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Size of everything</source>
        <translation>整体大小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>放大(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>缩小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Usual size</source>
        <translation>通常大小(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Pages</source>
        <translation>页(&amp;P)</translation>
    </message>
    <message>
        <source>Less &amp;motion</source>
        <translation>减少动态(&amp;M)</translation>
    </message>
    <message>
        <source>Nothing moves by itself: races are shown at their end, until you press play</source>
        <translation>什么都不自行移动：竞赛直接显示终点，直到您按播放</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Controls at the side</source>
        <translation>侧面的控制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Race</source>
        <translation>竞赛(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Play or pause	Space</source>
        <translation>播放或暂停(&amp;P)	Space</translation>
    </message>
    <message>
        <source>Step &amp;forward	→</source>
        <translation>前进一步(&amp;F)	→</translation>
    </message>
    <message>
        <source>Step &amp;back	←</source>
        <translation>后退一步(&amp;B)	←</translation>
    </message>
    <message>
        <source>To the &amp;start	Home</source>
        <translation>到起点(&amp;S)	Home</translation>
    </message>
    <message>
        <source>To the &amp;end	End</source>
        <translation>到终点(&amp;E)	End</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>循环(&amp;L)</translation>
    </message>
    <message>
        <source>Sl&amp;ower</source>
        <translation>放慢(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Faster</source>
        <translation>加快(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Standard speed</source>
        <translation>标准速度(&amp;S)</translation>
    </message>
    <message>
        <source>Draw the map, count the ends, tune, train: what the page below has a button for</source>
        <translation>绘图、统计终点、调参、训练：下方页面的按钮所做之事</translation>
    </message>
    <message>
        <source>Start or stop the pa&amp;ge&apos;s work</source>
        <translation>开始或停止页面的工作(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Lessons …</source>
        <translation>课程(&amp;L)…</translation>
    </message>
    <message>
        <source>The deck and more, step by step</source>
        <translation>讲义及其他，一步一步</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>This step from its &amp;beginning</source>
        <translation>从头开始这一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Close the lesson</source>
        <translation>关闭课程(&amp;C)</translation>
    </message>
    <message>
        <source>Full screen, large type, controls away; Esc ends it</source>
        <translation>全屏、大字、隐去控制；Esc 结束</translation>
    </message>
    <message>
        <source>&amp;Present</source>
        <translation>放映(&amp;P)</translation>
    </message>
    <message>
        <source>Presenter&apos;s &amp;window</source>
        <translation>讲者窗口(&amp;W)</translation>
    </message>
    <message>
        <source>Lessons (*.md)</source>
        <translation>课程 (*.md)</translation>
    </message>
    <message>
        <source>Open lesson</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Find anything …</source>
        <translation>查找任何东西(&amp;F)…</translation>
    </message>
    <message>
        <source>By its name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>What is &amp;this?</source>
        <translation>这是什么(&amp;T)？</translation>
    </message>
    <message>
        <source>Then point at anything: definition, formula, what to try, source</source>
        <translation>然后指向任何东西：定义、公式、可以尝试什么、出处</translation>
    </message>
    <message>
        <source>&amp;Describe what is seen …</source>
        <translation>描述所见(&amp;D)…</translation>
    </message>
    <message>
        <source>The picture in words, to be read aloud or copied</source>
        <translation>用文字描述画面，可朗读或复制</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>键盘(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Landscape</source>
        <translation>关于 Landscape(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>清空此列表(&amp;C)</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>There is no surface to save: the function has one variable.</source>
        <translation>没有可保存的曲面：函数只有一个变量。</translation>
    </message>
    <message>
        <source>Arrays for NumPy (*.npz);;Mesh for 3-D programs (*.obj)</source>
        <translation>NumPy 数组 (*.npz);;三维程序用的网格 (*.obj)</translation>
    </message>
    <message>
        <source>Save surface</source>
        <translation>保存曲面</translation>
    </message>
    <message>
        <source>{file} was not saved: {reason}</source>
        <translation>{file} 未保存：{reason}</translation>
    </message>
    <message>
        <source>The surface is in {file}</source>
        <translation>曲面在 {file} 中</translation>
    </message>
    <message>
        <source>There is no run to put into a table.</source>
        <translation>没有可以列入表中的运行。</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表 (*.csv)</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>导出表</translation>
    </message>
    <message>
        <source>The table is in {file}</source>
        <translation>表在 {file} 中</translation>
    </message>
    <message>
        <source>While presenting</source>
        <translation>放映时</translation>
    </message>
    <message>
        <source>answer a question</source>
        <translation>回答问题</translation>
    </message>
    <message>
        <source>On the map and the surface</source>
        <translation>在平面图与曲面上</translation>
    </message>
    <message>
        <source>drag the ring, ← → ↑ ↓</source>
        <translation>拖动圆环，← → ↑ ↓</translation>
    </message>
    <message>
        <source>move the start; with Shift a tenth as far</source>
        <translation>移动起点；按住 Shift 为十分之一</translation>
    </message>
    <message>
        <source>drag</source>
        <translation>拖动</translation>
    </message>
    <message>
        <source>orbit, or pan the map; with Shift or the right button: pan</source>
        <translation>旋转，或平移平面图；按住 Shift 或用右键：平移</translation>
    </message>
    <message>
        <source>wheel, + −</source>
        <translation>滚轮，+ −</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>double click</source>
        <translation>双击</translation>
    </message>
    <message>
        <source>reset the view</source>
        <translation>复位视图</translation>
    </message>
    <message>
        <source>standard, front, side and top view</source>
        <translation>标准、正面、侧面与顶部视图</translation>
    </message>
    <message>
        <source>log height, names and legend</source>
        <translation>对数高度、名称与图例</translation>
    </message>
    <message>
        <source>Page Up, Page Down</source>
        <translation>Page Up、Page Down</translation>
    </message>
    <message>
        <source>taller, flatter</source>
        <translation>更高、更平</translation>
    </message>
    <message>
        <source>In the controls</source>
        <translation>在控制中</translation>
    </message>
    <message>
        <source>to the next control</source>
        <translation>到下一个控件</translation>
    </message>
    <message>
        <source>along the runs</source>
        <translation>沿各个运行</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>unfold a run</source>
        <translation>展开运行</translation>
    </message>
    <message>
        <source>rename a run</source>
        <translation>给运行改名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>remove a run</source>
        <translation>移除运行</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>back to the picture; out of full screen</source>
        <translation>回到图上；退出全屏</translation>
    </message>
    <message>
        <source>Landscape {version}: optimisation made visible.</source>
        <translation>Landscape {version}：让优化看得见。</translation>
    </message>
    <message>
        <source>About Landscape</source>
        <translation>关于 Landscape</translation>
    </message>
    <message>
        <source>MIT licence. It rests on Qt for Python, NumPy, SciPy, pyqtgraph, ModernGL, PyAV with FFmpeg and others, each under its own licence, listed below.</source>
        <translation>MIT 许可证。它依靠 Qt for Python、NumPy、SciPy、pyqtgraph、ModernGL、PyAV（含 FFmpeg）等，各有自己的许可证，列在下面。</translation>
    </message>
</context>
<context>
    <name>NetworkPages</name>
    <message>
        <source>As trained</source>
        <translation>如训练所得</translation>
    </message>
    <message>
        <source>Give all weights set by hand back the values of the training</source>
        <translation>把手工设定的权重全部恢复为训练所得</translation>
    </message>
    <message>
        <source>Pages about the network</source>
        <translation>关于网络的各页</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Backpropagation</source>
        <translation>反向传播</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Honesty</source>
        <translation>诚实度</translation>
    </message>
    <message>
        <source>Two networks</source>
        <translation>两个网络</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Sharpness</source>
        <translation>尖锐度</translation>
    </message>
    <message>
        <source>Flat or sharp?</source>
        <translation>平坦还是尖锐？</translation>
    </message>
</context>
<context>
    <name>NetworkRoom</name>
    <message>
        <source>Training: epoch {k} of {n} …</source>
        <translation>训练：第 {k} 轮，共 {n} 轮……</translation>
    </message>
</context>
<context>
    <name>NetworkView</name>
    <message>
        <source>The network behind the slice</source>
        <translation>切片背后的网络</translation>
    </message>
    <message>
        <source>Choose the surface “Slice of a network&apos;s loss” to see the network here.</source>
        <translation>选择曲面“网络损失的切片”，即可在此看到网络。</translation>
    </message>
    <message>
        <source>{count} inputs:
no plane to draw them on</source>
        <translation>{count} 个输入：
没有可画的平面</translation>
    </message>
</context>
<context>
    <name>NoisePanel</name>
    <message>
        <source>Gradient noise</source>
        <translation>梯度噪声</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>新种子</translation>
    </message>
    <message>
        <source>Throw the dice again</source>
        <translation>重新掷骰子</translation>
    </message>
    <message>
        <source>Each run&apos;s card says whether that run sees the noise.</source>
        <translation>每个运行的卡片说明该运行是否看到噪声。</translation>
    </message>
</context>
<context>
    <name>NumberBox</name>
    <message>
        <source>{name} must be a number, such as 0.05 or 1e-3.</source>
        <translation>{name} 必须是数，例如 0.05 或 1e-3。</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>{help}
Double-click: back to {default}</source>
        <translation>{help}
双击：恢复为 {default}</translation>
    </message>
    <message>
        <source>A number is needed here, such as 0.05 or 1e-3.</source>
        <translation>这里需要一个数，例如 0.05 或 1e-3。</translation>
    </message>
    <message>
        <source>A whole number is needed here.</source>
        <translation>这里需要整数。</translation>
    </message>
</context>
<context>
    <name>ObjectivePanel</name>
    <message>
        <source>Surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>The function to be minimised</source>
        <translation>要最小化的函数</translation>
    </message>
    <message>
        <source>Samples from a CSV file …</source>
        <translation>从 CSV 文件读取样本…</translation>
    </message>
    <message>
        <source>Convex</source>
        <translation>凸</translation>
    </message>
    <message>
        <source>Saddles</source>
        <translation>鞍点</translation>
    </message>
    <message>
        <source>Many minima</source>
        <translation>多个极小点</translation>
    </message>
    <message>
        <source>Valleys and plateaus</source>
        <translation>山谷与平台</translation>
    </message>
    <message>
        <source>Stress tests</source>
        <translation>压力测试</translation>
    </message>
    <message>
        <source>Penalties and constraints</source>
        <translation>罚项与约束</translation>
    </message>
    <message>
        <source>Sums over data</source>
        <translation>数据上的求和</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>One sample a line: 1 to 16 inputs, then its class (a number or a word) or the number to be learnt</source>
        <translation>每行一个样本：1 到 16 个输入，然后是类别（数或词）或要学的数值</translation>
    </message>
    <message>
        <source>One sample a line: a feature and its target, or two features and a target</source>
        <translation>每行一个样本：一个特征与目标，或两个特征与目标</translation>
    </message>
    <message>
        <source>lowest in view {}</source>
        <translation>视野内最低 {}</translation>
    </message>
    <message>
        <source>no lower bound</source>
        <translation>没有下界</translation>
    </message>
    <message>
        <source>curves of minima</source>
        <translation>极小点成曲线</translation>
    </message>
    <message>
        <source>{} global minima</source>
        <translation>{} 个全局极小点</translation>
    </message>
    <message>
        <source>1 global minimum</source>
        <translation>1 个全局极小点</translation>
    </message>
    <message>
        <source>{} minima</source>
        <translation>{} 个极小点</translation>
    </message>
    <message>
        <source>1 minimum</source>
        <translation>1 个极小点</translation>
    </message>
    <message>
        <source>{} saddles</source>
        <translation>{} 个鞍点</translation>
    </message>
    <message>
        <source>1 saddle</source>
        <translation>1 个鞍点</translation>
    </message>
    <message>
        <source>{} maxima</source>
        <translation>{} 个极大点</translation>
    </message>
    <message>
        <source>1 maximum</source>
        <translation>1 个极大点</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Find anything</source>
        <translation>查找任何东西</translation>
    </message>
    <message>
        <source>A command, a scene, a method, a surface, a lesson …</source>
        <translation>命令、场景、方法、曲面、课程……</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>找到的</translation>
    </message>
</context>
<context>
    <name>PanesPanel</name>
    <message>
        <source>Small multiples</source>
        <translation>分窗对照</translation>
    </message>
    <message>
        <source>Number that is varied from pane to pane</source>
        <translation>逐窗变化的数</translation>
    </message>
    <message>
        <source>The same scene several times, with one number varied</source>
        <translation>同一场景若干次，只变一个数</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>Values of the panes</source>
        <translation>各分窗的取值</translation>
    </message>
    <message>
        <source>2 to 9 numbers separated by spaces, one for each pane</source>
        <translation>2 到 9 个用空格分开的数，每窗一个</translation>
    </message>
    <message>
        <source>Off: one picture</source>
        <translation>关：一幅图</translation>
    </message>
</context>
<context>
    <name>PanesView</name>
    <message>
        <source>The runs and their colours</source>
        <translation>各运行及其颜色</translation>
    </message>
</context>
<context>
    <name>PlaneMap</name>
    <message>
        <source>Map over the plane: a click, or arrows and Enter, puts the run there</source>
        <translation>平面上的地图：单击，或用方向键与 Enter，把运行放到那里</translation>
    </message>
    <message>
        <source>No map yet: press Draw.</source>
        <translation>还没有地图：请按“绘制”。</translation>
    </message>
    <message>
        <source>Made before the last change: press Draw.</source>
        <translation>这是上次改动之前的地图：请按“绘制”。</translation>
    </message>
    <message>
        <source>to ({}, {}) in {} steps</source>
        <translation>{2} 步到 ({0}, {1})</translation>
    </message>
    <message>
        <source>diverges</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>still on its way</source>
        <translation>仍在途中</translation>
    </message>
    <message>
        <source>within the tolerance in {} steps</source>
        <translation>{} 步达到容差</translation>
    </message>
    <message>
        <source>ends at f = {}</source>
        <translation>终止于 f = {}</translation>
    </message>
</context>
<context>
    <name>PointsPanel</name>
    <message>
        <source>what</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>eigenvalues</source>
        <translation>特征值</translation>
    </message>
    <message>
        <source>sharpness</source>
        <translation>尖锐度</translation>
    </message>
    <message>
        <source>trace</source>
        <translation>迹</translation>
    </message>
    <message>
        <source>way out</source>
        <translation>出路</translation>
    </message>
    <message>
        <source>Critical points of the surface</source>
        <translation>曲面的临界点</translation>
    </message>
    <message>
        <source>Double-click or Enter: put the start just beside the point</source>
        <translation>双击或 Enter：把起点放在该点旁边</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>极小点</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>鞍点</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>极大点</translation>
    </message>
    <message>
        <source>plateau</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>{way}, ×{factor} a step at α = {alpha}</source>
        <translation>{way}，α = {alpha} 时每步 ×{factor}</translation>
    </message>
    <message>
        <source>Searching …  {} found</source>
        <translation>正在寻找……已找到 {} 个</translation>
    </message>
    <message>
        <source>{} critical points in view, by Newton&apos;s method from 576 starts; kinks are not among them.</source>
        <translation>视野内有 {} 个临界点，由牛顿法从 576 个起点求得；不含尖点。</translation>
    </message>
</context>
<context>
    <name>PresenterWindow</name>
    <message>
        <source>Landscape: notes</source>
        <translation>Landscape：讲稿</translation>
    </message>
    <message>
        <source>Clock from zero</source>
        <translation>时钟归零</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>No lesson is open</source>
        <translation>没有打开课程</translation>
    </message>
    <message>
        <source>{title}: step {number} of {count}</source>
        <translation>{title}：第 {number} 步，共 {count} 步</translation>
    </message>
    <message>
        <source>Asked: {question}</source>
        <translation>提问：{question}</translation>
    </message>
    <message>
        <source>the end</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Next: {title}</source>
        <translation>接下来：{title}</translation>
    </message>
    <message>
        <source>{gone} of {minutes:g} min</source>
        <translation>{gone} / {minutes:g} 分钟</translation>
    </message>
</context>
<context>
    <name>Presenting</name>
    <message>
        <source>Lesson on the wall</source>
        <translation>投影的课程</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Black screen</source>
        <translation>黑屏</translation>
    </message>
    <message>
        <source>White screen</source>
        <translation>白屏</translation>
    </message>
    <message>
        <source>Laser ring</source>
        <translation>激光环</translation>
    </message>
    <message>
        <source>Spotlight</source>
        <translation>聚光灯</translation>
    </message>
    <message>
        <source>Freeze the picture</source>
        <translation>冻结画面</translation>
    </message>
    <message>
        <source>Draw on the picture</source>
        <translation>在画面上书写</translation>
    </message>
    <message>
        <source>Next colour of the pen</source>
        <translation>换一种笔色</translation>
    </message>
    <message>
        <source>Take the last line back</source>
        <translation>收回最后一笔</translation>
    </message>
    <message>
        <source>Wipe what was drawn</source>
        <translation>擦去书写</translation>
    </message>
    <message>
        <source>Page below, or the picture alone</source>
        <translation>下方的页，或只留画面</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Start or stop the page&apos;s work</source>
        <translation>开始或停止页面的工作</translation>
    </message>
    <message>
        <source>White or black</source>
        <translation>白底或黑底</translation>
    </message>
    <message>
        <source>This step from its beginning</source>
        <translation>从头开始这一步</translation>
    </message>
    <message>
        <source>A show of hands</source>
        <translation>举手表决</translation>
    </message>
    <message>
        <source>The slide&apos;s own words</source>
        <translation>幻灯片原文</translation>
    </message>
    <message>
        <source>Words further down</source>
        <translation>文字向下</translation>
    </message>
    <message>
        <source>Words further up</source>
        <translation>文字向上</translation>
    </message>
    <message>
        <source>Presenter&apos;s window</source>
        <translation>讲者窗口</translation>
    </message>
    <message>
        <source>Answer {number}</source>
        <translation>回答 {number}</translation>
    </message>
</context>
<context>
    <name>Probe</name>
    <message>
        <source>global minimum</source>
        <translation>全局极小点</translation>
    </message>
    <message>
        <source>lowest local minimum</source>
        <translation>最低的局部极小点</translation>
    </message>
    <message>
        <source>lowest point of the domain</source>
        <translation>区域的最低点</translation>
    </message>
    <message>
        <source>local minimum</source>
        <translation>局部极小点</translation>
    </message>
    <message>
        <source>saddle</source>
        <translation>鞍点</translation>
    </message>
    <message>
        <source>local maximum</source>
        <translation>局部极大点</translation>
    </message>
    <message>
        <source>degenerate critical point</source>
        <translation>退化临界点</translation>
    </message>
</context>
<context>
    <name>QuestionCard</name>
    <message>
        <source>Your number</source>
        <translation>您的数</translation>
    </message>
    <message>
        <source>That is my guess</source>
        <translation>这是我的猜测</translation>
    </message>
    <message>
        <source>A show of hands</source>
        <translation>举手表决</translation>
    </message>
    <message>
        <source>Count the answers of a whole class (H while presenting)</source>
        <translation>统计全班的回答（放映时按 H）</translation>
    </message>
    <message>
        <source>Show what happens</source>
        <translation>揭晓结果</translation>
    </message>
    <message>
        <source>Hands for {option}</source>
        <translation>选择 {option} 的人数</translation>
    </message>
    <message>
        <source>Click on the map where the run will end, once for everyone: {count} so far.</source>
        <translation>在平面图上点击运行将终止之处，每人一次：至今 {count} 次。</translation>
    </message>
    <message>
        <source>There? Click elsewhere to change your mind.</source>
        <translation>那里吗？点别处可以改变主意。</translation>
    </message>
    <message>
        <source>Click on the map where the run will end.</source>
        <translation>在平面图上点击运行将终止之处。</translation>
    </message>
    <message>
        <source>{count} guesses so far.</source>
        <translation>至今 {count} 个猜测。</translation>
    </message>
    <message>
        <source>Click an option once for every hand, or type how many: {count} so far.</source>
        <translation>每有一人举手就点一次选项，或直接输入人数：至今 {count} 人。</translation>
    </message>
</context>
<context>
    <name>RaceDetails</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>关闭详情</translation>
    </message>
    <message>
        <source>Why did it stop?</source>
        <translation>它为什么停止？</translation>
    </message>
    <message>
        <source>The best learning rate of each</source>
        <translation>各自最好的学习率</translation>
    </message>
</context>
<context>
    <name>RaceModel</name>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未达到</translation>
    </message>
    <message>
        <source>f = {f} at step {step}</source>
        <translation>第 {step} 步时 f = {f}</translation>
    </message>
    <message>
        <source>The run has not come within {tolerance} of the minimum</source>
        <translation>运行没有进入距极小值 {tolerance} 的范围</translation>
    </message>
    <message>
        <source>Still being computed</source>
        <translation>仍在计算</translation>
    </message>
    <message>
        <source>Click: the evidence</source>
        <translation>单击：查看证据</translation>
    </message>
    <message>
        <source>f in budget</source>
        <translation>预算内 f</translation>
    </message>
    <message>
        <source>f after {k}</source>
        <translation>{k} 步后 f</translation>
    </message>
    <message>
        <source>Steps to tol.</source>
        <translation>达到容差步数</translation>
    </message>
    <message>
        <source>∇f to tol.</source>
        <translation>达到容差 ∇f</translation>
    </message>
    <message>
        <source>f to tol.</source>
        <translation>达到容差 f</translation>
    </message>
    <message>
        <source>f − best seen</source>
        <translation>f − 所见最好</translation>
    </message>
    <message>
        <source>f − f*</source>
        <translation>f − f*</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>‖∇f‖</source>
        <translation>‖∇f‖</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>∇f evals</source>
        <translation>∇f 次数</translation>
    </message>
    <message>
        <source>f evals</source>
        <translation>f 次数</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Why it stopped</source>
        <translation>为何停止</translation>
    </message>
    <message>
        <source>f at the last step that the budget pays for: one that overdrew it is not counted</source>
        <translation>预算所付最后一步的 f：超支的那一步不算</translation>
    </message>
    <message>
        <source>f after {k} steps, or at the end of a run that stopped earlier</source>
        <translation>{k} 步后的 f，或更早停止的运行结束时的 f</translation>
    </message>
    <message>
        <source>Steps until f is within {tolerance} of the minimum</source>
        <translation>f 进入距极小值 {tolerance} 范围之前的步数</translation>
    </message>
    <message>
        <source>Gradient evaluations until f is within {tolerance} of the minimum</source>
        <translation>f 进入距极小值 {tolerance} 范围之前的梯度计算次数</translation>
    </message>
    <message>
        <source>Function evaluations until f is within {tolerance} of the minimum</source>
        <translation>f 进入距极小值 {tolerance} 范围之前的函数计算次数</translation>
    </message>
    <message>
        <source>f at the end, less the lowest f of these runs: the true minimum is not known</source>
        <translation>结束时的 f 减去这些运行中最低的 f：真正的极小值未知</translation>
    </message>
    <message>
        <source>f at the end, less the minimum f* = {f_star}</source>
        <translation>结束时的 f 减去极小值 f* = {f_star}</translation>
    </message>
    <message>
        <source>Place; equal results share one</source>
        <translation>名次；结果相同则并列</translation>
    </message>
    <message>
        <source>The run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>The method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>The same before the last change (Look: Ghost)</source>
        <translation>上次改动之前的同一项（观察：残影）</translation>
    </message>
    <message>
        <source>Norm of the true gradient at the end</source>
        <translation>结束时真实梯度的范数</translation>
    </message>
    <message>
        <source>Steps taken</source>
        <translation>所走步数</translation>
    </message>
    <message>
        <source>Gradients that the method asked for</source>
        <translation>方法所要求的梯度数</translation>
    </message>
    <message>
        <source>Values of f that the method asked for</source>
        <translation>方法所要求的函数值数</translation>
    </message>
    <message>
        <source>Gradients of single samples that the method has seen</source>
        <translation>方法所看到的单样本梯度数</translation>
    </message>
    <message>
        <source>Why the run ended; “…” while it is being computed. Click a cell for the evidence</source>
        <translation>运行为何结束；计算中为“…”。单击单元格查看证据</translation>
    </message>
</context>
<context>
    <name>RaceTable</name>
    <message>
        <source>Rank by</source>
        <translation>排名依据</translation>
    </message>
    <message>
        <source>By what the race is won</source>
        <translation>按什么决定胜负</translation>
    </message>
    <message>
        <source>f after k steps</source>
        <translation>k 步后的 f</translation>
    </message>
    <message>
        <source>steps to the tolerance</source>
        <translation>达到容差的步数</translation>
    </message>
    <message>
        <source>gradient evaluations to the tolerance</source>
        <translation>达到容差的梯度计算次数</translation>
    </message>
    <message>
        <source>function evaluations to the tolerance</source>
        <translation>达到容差的函数计算次数</translation>
    </message>
    <message>
        <source>&amp;Rank by</source>
        <translation>排名依据(&amp;R)</translation>
    </message>
    <message>
        <source>with &amp;k =</source>
        <translation>其中 &amp;k =</translation>
    </message>
    <message>
        <source>f − f* ≤ &amp;tolerance =</source>
        <translation>f − f* ≤ 容差(&amp;T) =</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>The table for other programs</source>
        <translation>供其他程序使用的表</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Save as CSV …</source>
        <translation>另存为 CSV(&amp;S)…</translation>
    </message>
    <message>
        <source>Order of finish</source>
        <translation>到达名次</translation>
    </message>
    <message>
        <source>Stop tuning</source>
        <translation>停止调参</translation>
    </message>
    <message>
        <source>&amp;Tune each</source>
        <translation>逐个调参(&amp;T)</translation>
    </message>
    <message>
        <source>Leave the learning rates as they are</source>
        <translation>学习率保持不变</translation>
    </message>
    <message>
        <source>Find every run&apos;s best learning rate on a grid, by what the race is ranked by, and use it</source>
        <translation>按竞赛的排名依据，在网格上找出每个运行最好的学习率并采用</translation>
    </message>
    <message>
        <source>No runs are shown</source>
        <translation>没有显示的运行</translation>
    </message>
    <message>
        <source>f* unknown; best seen {}</source>
        <translation>f* 未知；所见最好 {}</translation>
    </message>
    <message>
        <source>f* = {}</source>
        <translation>f* = {}</translation>
    </message>
    <message>
        <source>f within the budget</source>
        <translation>预算内的 f</translation>
    </message>
</context>
<context>
    <name>RatePopup</name>
    <message>
        <source>Run whose rate is changed</source>
        <translation>改变其学习率的运行</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>改变</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>From step {step} on</source>
        <translation>从第 {step} 步起</translation>
    </message>
    <message>
        <source>Learning rate from here on</source>
        <translation>从这里起的学习率</translation>
    </message>
    <message>
        <source>Take out: from step {step} α = {rate}</source>
        <translation>取消：从第 {step} 步起 α = {rate}</translation>
    </message>
    <message>
        <source>The scene has no run.</source>
        <translation>场景中没有运行。</translation>
    </message>
</context>
<context>
    <name>RecordingView</name>
    <message>
        <source>Open a training that was handed over (see the manual) to see its losses here.</source>
        <translation>打开一个交来的训练（见手册），在这里查看它的损失。</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>distance off the plane</source>
        <translation>偏离平面的距离</translation>
    </message>
    <message>
        <source>where the plane draws it</source>
        <translation>平面所画之处</translation>
    </message>
    <message>
        <source>of the weights</source>
        <translation>权重的</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>losses logged while training</source>
        <translation>训练时记录的损失</translation>
    </message>
    <message>
        <source>The plane holds {explained} of the variance of the path; a random walk&apos;s own principal plane would hold {walk} of the walk&apos;s.</source>
        <translation>平面包含路径方差的 {explained}；随机游走自己的主平面会包含其方差的 {walk}。</translation>
    </message>
</context>
<context>
    <name>RegularisationView</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>L1, proximal</source>
        <translation>L1，近端</translation>
    </message>
    <message>
        <source>L2</source>
        <translation>L2</translation>
    </message>
    <message>
        <source>L1 and L2</source>
        <translation>L1 与 L2</translation>
    </message>
    <message>
        <source>dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>early stop</source>
        <translation>早停</translation>
    </message>
    <message>
        <source>Compared with the unregularised network</source>
        <translation>与未正则化的网络比较</translation>
    </message>
    <message>
        <source>λ of the picture with the diamond and the disc</source>
        <translation>画有菱形与圆盘的图的 λ</translation>
    </message>
    <message>
        <source>picture’s λ = {value}</source>
        <translation>图的 λ = {value}</translation>
    </message>
    <message>
        <source>{way}: gap {gap}</source>
        <translation>{way}：差距 {gap}</translation>
    </message>
    <message>
        <source>{way} {gap}</source>
        <translation>{way} {gap}</translation>
    </message>
    <message>
        <source>λ₁ = {l1} in the loss: {zeros} of {count} weights exactly 0, {nearly} within 0.001; ‖W‖₁ {l1_norm} instead of {l1_bare}.</source>
        <translation>损失中 λ₁ = {l1}：{count} 个权重中 {zeros} 个恰为 0，{nearly} 个在 0.001 之内；‖W‖₁ 为 {l1_norm}，而不是 {l1_bare}。</translation>
    </message>
    <message>
        <source>λ₁ = {l1}, soft thresholding after each step: {zeros} of {count} weights exactly 0; ‖W‖₁ {l1_norm} instead of {l1_bare}.</source>
        <translation>λ₁ = {l1}，每步之后软阈值：{count} 个权重中 {zeros} 个恰为 0；‖W‖₁ 为 {l1_norm}，而不是 {l1_bare}。</translation>
    </message>
    <message>
        <source>λ = {l2}: ‖W‖ {norm} instead of {bare}.</source>
        <translation>λ = {l2}：‖W‖ 为 {norm}，而不是 {bare}。</translation>
    </message>
    <message>
        <source>λ₁ = {l1} and λ = {l2} in the loss: {zeros} of {count} weights exactly 0, {nearly} within 0.001; ‖W‖ {norm} instead of {bare}.</source>
        <translation>损失中 λ₁ = {l1} 且 λ = {l2}：{count} 个权重中 {zeros} 个恰为 0，{nearly} 个在 0.001 之内；‖W‖ 为 {norm}，而不是 {bare}。</translation>
    </message>
    <message>
        <source>Every hidden unit is left out of a step with probability {p}; test loss {test} instead of {test_bare}.</source>
        <translation>每个隐藏单元在每一步以概率 {p} 被略去；测试损失 {test}，而不是 {test_bare}。</translation>
    </message>
    <message>
        <source>Back at epoch {best}, where the test loss was lowest: a choice that has seen the test data.</source>
        <translation>回到测试损失最低的第 {best} 轮：这个选择已经看过测试数据。</translation>
    </message>
    <message>
        <source>{first} and {second} are the slice&apos;s two weights.</source>
        <translation>{first} 与 {second} 是切片的两个权重。</translation>
    </message>
    <message>
        <source>{first} and {second} moved most into one unit.</source>
        <translation>{first} 与 {second} 是进入同一单元的权重中移动最多的。</translation>
    </message>
    <message>
        <source>The others are held; λ = {value}. Dashed: the loss&apos; level lines that touch the diamond of L1 and the disc of L2. {touch}; with L2 the two are {a} and {b}.</source>
        <translation>其余固定；λ = {value}。虚线：与 L1 的菱形、L2 的圆盘相切的损失等值线。{touch}；用 L2 时两者为 {a} 与 {b}。</translation>
    </message>
    <message>
        <source>L1: both are 0</source>
        <translation>L1：两者都为 0</translation>
    </message>
    <message>
        <source>L1: neither is 0</source>
        <translation>L1：两者都不为 0</translation>
    </message>
    <message>
        <source>L1: {name} = 0</source>
        <translation>L1：{name} = 0</translation>
    </message>
    <message>
        <source>loss: training ○  test ●  and the gap between</source>
        <translation>损失：训练 ○  测试 ●  以及二者的差距</translation>
    </message>
    <message>
        <source>gap {gap}</source>
        <translation>差距 {gap}</translation>
    </message>
    <message>
        <source>best: gap {gap}</source>
        <translation>最好：差距 {gap}</translation>
    </message>
    <message>
        <source>loss: test —  training - -</source>
        <translation>损失：测试 —  训练 - -</translation>
    </message>
    <message>
        <source>gap: {bare}, {gap}</source>
        <translation>差距：{bare}，{gap}</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>{way}: {zeros} zeros</source>
        <translation>{way}：{zeros} 个零</translation>
    </message>
    <message>
        <source>weights, epoch {k}</source>
        <translation>权重，第 {k} 轮</translation>
    </message>
    <message>
        <source>two weights: after the training</source>
        <translation>两个权重：训练之后</translation>
    </message>
    <message>
        <source>without</source>
        <translation>没有</translation>
    </message>
    <message>
        <source>↑ {name}</source>
        <translation>↑ {name}</translation>
    </message>
</context>
<context>
    <name>RestoreBar</name>
    <message>
        <source>A scene can be restored</source>
        <translation>有一个场景可以恢复</translation>
    </message>
    <message>
        <source>Res&amp;tore</source>
        <translation>恢复(&amp;T)</translation>
    </message>
    <message>
        <source>Show the scene that was kept</source>
        <translation>显示保存下来的场景</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>丢弃(&amp;D)</translation>
    </message>
    <message>
        <source>Remove the scene that was kept</source>
        <translation>删除保存下来的场景</translation>
    </message>
</context>
<context>
    <name>RunCard</name>
    <message>
        <source>Colour of the run</source>
        <translation>运行的颜色</translation>
    </message>
    <message>
        <source>Show or hide</source>
        <translation>显示或隐藏</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>The optimisation method</source>
        <translation>优化方法</translation>
    </message>
    <message>
        <source>Sees gradient noise</source>
        <translation>看到梯度噪声</translation>
    </message>
    <message>
        <source>Whether the gradients of this run carry the noise σ</source>
        <translation>这个运行的梯度是否带有噪声 σ</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>运行的名称</translation>
    </message>
    <message>
        <source>Name of the run; empty shows the method&apos;s name</source>
        <translation>运行的名称；留空则显示方法的名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Past the critical {}: it diverges</source>
        <translation>超过临界 {}：会发散</translation>
    </message>
    <message>
        <source>Critical {}: beyond it diverges</source>
        <translation>临界 {}：超过即发散</translation>
    </message>
</context>
<context>
    <name>RunTitle</name>
    <message>
        <source>{run} (hidden)</source>
        <translation>{run}（隐藏）</translation>
    </message>
    <message>
        <source>{run}
Click: unfold alone; with Ctrl: beside the others.
Keys: ↑ ↓ go, Enter unfolds, F2 renames, Ctrl+D duplicates, Delete removes</source>
        <translation>{run}
单击：单独展开；按住 Ctrl：与其他并列。
按键：↑ ↓ 移动，Enter 展开，F2 改名，Ctrl+D 复制，Delete 移除</translation>
    </message>
</context>
<context>
    <name>RunsPanel</name>
    <message>
        <source>Add a method</source>
        <translation>添加方法</translation>
    </message>
    <message>
        <source>Another runner from the same start</source>
        <translation>从同一起点再加一名选手</translation>
    </message>
    <message>
        <source>A race has at most {most} runs</source>
        <translation>一场竞赛至多 {most} 个运行</translation>
    </message>
</context>
<context>
    <name>ScheduleCurve</name>
    <message>
        <source>Curve of the schedule</source>
        <translation>调度曲线</translation>
    </message>
    <message>
        <source>Drag the handles. Page Up and Down choose one, arrows move it.</source>
        <translation>拖动手柄。Page Up 和 Page Down 选择手柄，方向键移动它。</translation>
    </message>
    <message>
        <source>Double click: another knot. Right click, or Delete: take it out.</source>
        <translation>双击：增加一个节点。右键单击或 Delete：去掉它。</translation>
    </message>
    <message>
        <source>handle {i} of {all}: step {k}, factor {factor}</source>
        <translation>手柄 {i} / {all}：第 {k} 步，因子 {factor}</translation>
    </message>
    <message>
        <source>step;  height {top}</source>
        <translation>步；高度 {top}</translation>
    </message>
</context>
<context>
    <name>ScheduleForm</name>
    <message>
        <source>Schedule of the learning rate</source>
        <translation>学习率的调度</translation>
    </message>
    <message>
        <source>How the learning rate changes from step to step; the number above is its height</source>
        <translation>学习率如何逐步变化；上面的数是它的高度</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Edit as drawn</source>
        <translation>改为手绘</translation>
    </message>
    <message>
        <source>Turn the curve into knots that can be dragged freely</source>
        <translation>把曲线变成可以自由拖动的节点</translation>
    </message>
</context>
<context>
    <name>SchedulesView</name>
    <message>
        <source>constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>1/√k</source>
        <translation>1/√k</translation>
    </message>
    <message>
        <source>one cycle</source>
        <translation>单周期</translation>
    </message>
    <message>
        <source>exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>cosine with restarts</source>
        <translation>余弦，带重启</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>1/k</source>
        <translation>1/k</translation>
    </message>
    <message>
        <source>cyclic</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>reduced on a plateau</source>
        <translation>平台期减小</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Train the network by the schedule chosen in the list</source>
        <translation>用列表中选定的调度训练网络</translation>
    </message>
    <message>
        <source>{schedule} (own)</source>
        <translation>{schedule}（自己的）</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>{schedule} + warm-up</source>
        <translation>{schedule} + 预热</translation>
    </message>
    <message>
        <source>Lowest with the first seed: {schedule}, {middle}.</source>
        <translation>第一个种子下最低：{schedule}，{middle}。</translation>
    </message>
    <message>
        <source>Lowest at the end: {schedule}, test loss {middle}, median of {seeds} seeds ({low} to {high}).</source>
        <translation>结束时最低：{schedule}，测试损失 {middle}，{seeds} 个种子的中位数（{low} 到 {high}）。</translation>
    </message>
    <message>
        <source>Lowest at the end: {schedule}, loss {middle}, median of {seeds} seeds ({low} to {high}).</source>
        <translation>结束时最低：{schedule}，损失 {middle}，{seeds} 个种子的中位数（{low} 到 {high}）。</translation>
    </message>
    <message>
        <source>{schedule}: the training diverges with every seed.</source>
        <translation>{schedule}：每个种子下训练都发散。</translation>
    </message>
    <message>
        <source>{schedule}: {middle} ({low} to {high}).</source>
        <translation>{schedule}：{middle}（{low} 到 {high}）。</translation>
    </message>
    <message>
        <source>{schedule}: {middle} ({low} to {high}), higher with every seed.</source>
        <translation>{schedule}：{middle}（{low} 到 {high}），每个种子下都更高。</translation>
    </message>
    <message>
        <source>{schedule}: {middle} ({low} to {high}); the ranges overlap: it may be chance.</source>
        <translation>{schedule}：{middle}（{low} 到 {high}）；范围有重叠：可能是偶然。</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
</context>
<context>
    <name>Scrubber</name>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Drag to any step; the ticks show where runs ended</source>
        <translation>拖到任意一步；刻度标出各运行结束之处</translation>
    </message>
</context>
<context>
    <name>SearchPlot</name>
    <message>
        <source>φ(α) = f(x + αp) along the step</source>
        <translation>沿这一步的 φ(α) = f(x + αp)</translation>
    </message>
    <message>
        <source>Step {k}: the search fails</source>
        <translation>第 {k} 步：搜索失败</translation>
    </message>
    <message>
        <source>Step {k}: α = {alpha}</source>
        <translation>第 {k} 步：α = {alpha}</translation>
    </message>
    <message>
        <source>Step {k}: α = {alpha}, accepted at trial {i}</source>
        <translation>第 {k} 步：α = {alpha}，第 {i} 次试探被接受</translation>
    </message>
    <message>
        <source>There is no ray to look along: the run makes no step here, or one without a step size.</source>
        <translation>没有可看的射线：运行在此没有走步，或这一步没有步长。</translation>
    </message>
    <message>
        <source>Lowest at α = {alpha}.</source>
        <translation>最低点在 α = {alpha}。</translation>
    </message>
    <message>
        <source>Tried farther out: α = {alphas}</source>
        <translation>更远处试过：α = {alphas}</translation>
    </message>
    <message>
        <source>trial {i}: α = {alpha}, φ = {phi}</source>
        <translation>第 {i} 次试探：α = {alpha}，φ = {phi}</translation>
    </message>
</context>
<context>
    <name>SharpnessView</name>
    <message>
        <source>Edge of stability</source>
        <translation>稳定性边缘</translation>
    </message>
    <message>
        <source>Three measures</source>
        <translation>三种度量</translation>
    </message>
    <message>
        <source>Rescaling</source>
        <translation>重新缩放</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示什么</translation>
    </message>
    <message>
        <source>Hidden layer that is rescaled</source>
        <translation>被重新缩放的隐藏层</translation>
    </message>
    <message>
        <source>Scale c</source>
        <translation>缩放 c</translation>
    </message>
    <message>
        <source>This layer&apos;s weights and biases times c, the next layer&apos;s weights divided by c. L2, which would change, is left out.</source>
        <translation>这一层的权重与偏置乘以 c，下一层的权重除以 c。会因此改变的 L2 不计在内。</translation>
    </message>
    <message>
        <source>Only ReLU, leaky ReLU and identity can be rescaled: σ(cs) = cσ(s) for every c &gt; 0</source>
        <translation>只有 ReLU、leaky ReLU 和恒等可以重新缩放：对每个 c &gt; 0 有 σ(cs) = cσ(s)</translation>
    </message>
    <message>
        <source>layer {l}</source>
        <translation>第 {l} 层</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>λ_max of the Hessian</source>
        <translation>Hessian 矩阵的 λ_max</translation>
    </message>
    <message>
        <source>λ_max of P⁻¹H, P the method&apos;s</source>
        <translation>P⁻¹H 的 λ_max，P 属于该方法</translation>
    </message>
    <message>
        <source>λ_max</source>
        <translation>λ_max</translation>
    </message>
    <message>
        <source>threshold, for orientation</source>
        <translation>阈值，仅供参考</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>rise of the loss at {radius} of every filter&apos;s length</source>
        <translation>在每个滤波器长度的 {radius} 处损失的上升</translation>
    </message>
    <message>
        <source>trace of the Hessian</source>
        <translation>Hessian 矩阵的迹</translation>
    </message>
    <message>
        <source>c</source>
        <translation>c</translation>
    </message>
    <message>
        <source>filter-normalised sharpness</source>
        <translation>滤波器归一化尖锐度</translation>
    </message>
    <message>
        <source>c = {c}</source>
        <translation>c = {c}</translation>
    </message>
    <message>
        <source>Trace {trace}{error} at the end. Right: the mean over 16 random directions, both ways, every filter as long as the network&apos;s.</source>
        <translation>结束时迹为 {trace}{error}。右：16 个随机方向正反两侧的均值，每个滤波器与网络的同长。</translation>
    </message>
    <message>
        <source>λ_max ends at {last}. No threshold is known for this method.</source>
        <translation>λ_max 结束于 {last}。这个方法没有已知的阈值。</translation>
    </message>
    <message>
        <source>mini-batches</source>
        <translation>小批量</translation>
    </message>
    <message>
        <source>dropout</source>
        <translation>随机失活</translation>
    </message>
    <message>
        <source>a clipped gradient</source>
        <translation>梯度裁剪</translation>
    </message>
    <message>
        <source>an L1 penalty</source>
        <translation>L1 罚项</translation>
    </message>
    <message>
        <source>The threshold holds for the full batch and the plain step alone; here {reasons}: it is for orientation. λ_max late in training: {late}, threshold {level}.</source>
        <translation>阈值只对全批量和普通的步成立；这里有{reasons}：仅供参考。训练后期 λ_max：{late}，阈值 {level}。</translation>
    </message>
    <message>
        <source>λ_max never reaches the threshold: at most {share} of it, late in training {late}.</source>
        <translation>λ_max 从未达到阈值：至多为其 {share}，训练后期为 {late}。</translation>
    </message>
    <message>
        <source>Over the last quarter of the training λ_max(P⁻¹H) is {late}, the threshold {level} (medians).</source>
        <translation>训练最后四分之一中 λ_max(P⁻¹H) 为 {late}，阈值 {level}（中位数）。</translation>
    </message>
    <message>
        <source>Reached at epoch {epoch}; over the last quarter of the training λ_max is {late}, the threshold {level} (medians).</source>
        <translation>在第 {epoch} 轮达到；训练最后四分之一中 λ_max 为 {late}，阈值 {level}（中位数）。</translation>
    </message>
    <message>
        <source>λ_max × {times}, trace × {trace}; predictions change by {moved} of the largest.</source>
        <translation>λ_max × {times}，迹 × {trace}；预测的变化为最大值的 {moved}。</translation>
    </message>
</context>
<context>
    <name>StepPanel</name>
    <message>
        <source>Run whose steps are shown</source>
        <translation>显示其各步的运行</translation>
    </message>
    <message>
        <source>One step back (←)</source>
        <translation>后退一步 (←)</translation>
    </message>
    <message>
        <source>One step forward (→)</source>
        <translation>前进一步 (→)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the step as text</source>
        <translation>把这一步复制为文本</translation>
    </message>
    <message>
        <source>Step {before} → {after} of {all}</source>
        <translation>第 {before} → {after} 步，共 {all} 步</translation>
    </message>
    <message>
        <source>{step}, the last one</source>
        <translation>{step}，最后一步</translation>
    </message>
    <message>
        <source>There is no such run, or it is not computed yet.</source>
        <translation>没有这样的运行，或尚未计算。</translation>
    </message>
    <message>
        <source>The run has not taken a step yet.</source>
        <translation>这个运行还没有走一步。</translation>
    </message>
    <message>
        <source>The run ended before its first step: {reason}</source>
        <translation>这个运行在第一步之前就结束了：{reason}</translation>
    </message>
    <message>
        <source>step length {length}</source>
        <translation>这一步的长度 {length}</translation>
    </message>
    <message>
        <source>gradients {n}</source>
        <translation>梯度 {n}</translation>
    </message>
    <message>
        <source>values {n}</source>
        <translation>函数值 {n}</translation>
    </message>
    <message>
        <source>Hessians {n}</source>
        <translation>Hessian {n}</translation>
    </message>
    <message>
        <source>spent: {what}</source>
        <translation>已花费：{what}</translation>
    </message>
    <message>
        <source>gradient</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>记忆</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>step size</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>decay, prox</source>
        <translation>衰减、近端</translation>
    </message>
</context>
<context>
    <name>StoppingPanel</name>
    <message>
        <source>Stopping rules</source>
        <translation>停止准则</translation>
    </message>
</context>
<context>
    <name>StudyView</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Choose the surface “Slice of a network&apos;s loss” to see the network here.</source>
        <translation>选择曲面“网络损失的切片”，即可在此看到网络。</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>计算中……</translation>
    </message>
    <message>
        <source>{percent} % done. </source>
        <translation>已完成 {percent} %。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>SummaryDialog</name>
    <message>
        <source>What is seen</source>
        <translation>所见</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TangentPlot</name>
    <message>
        <source>Input s of the activation</source>
        <translation>激活函数的输入 s</translation>
    </message>
</context>
<context>
    <name>TheoryPanel</name>
    <message>
        <source>Run that theory speaks of</source>
        <translation>理论所说的运行</translation>
    </message>
    <message>
        <source>Draw the bounds on the charts</source>
        <translation>在图表上画出界</translation>
    </message>
    <message>
        <source>Only those whose every assumption holds</source>
        <translation>只画其全部假设都成立的</translation>
    </message>
    <message>
        <source>What theory promises</source>
        <translation>理论的承诺</translation>
    </message>
    <message>
        <source>Worst start</source>
        <translation>最坏起点</translation>
    </message>
    <message>
        <source>Set {}  ({})</source>
        <translation>设 {}  ({})</translation>
    </message>
    <message>
        <source>L and μ are not known for this surface: theory is silent about its rates.</source>
        <translation>这个曲面的 L 与 μ 未知：理论对它的速率无话可说。</translation>
    </message>
    <message>
        <source>No bound is known for this method.</source>
        <translation>这个方法没有已知的界。</translation>
    </message>
    <message>
        <source>Measured over the last half of the run: f − f* shrinks by the factor {} a step.</source>
        <translation>在运行后半段测得：f − f* 每步缩小为 {} 倍。</translation>
    </message>
    <message>
        <source>Best value so far: (‖x₀ − x*‖² + Σ αⱼ²‖sⱼ‖²)/(2Σ αⱼ) = {} is a ceiling; measured {}.</source>
        <translation>至今最好值：(‖x₀ − x*‖² + Σ αⱼ²‖sⱼ‖²)/(2Σ αⱼ) = {} 是上限；实测 {}。</translation>
    </message>
    <message>
        <source>Zig-zag: every step leaves at most the share ((κ − 1)/(κ + 1))² = {} of f − f*; measured {}.</source>
        <translation>锯齿形：每步至多留下 f − f* 的 ((κ − 1)/(κ + 1))² = {}；实测 {}。</translation>
    </message>
    <message>
        <source>Successive gradients are orthogonal: the largest |cos ∠(∇fₖ, ∇fₖ₋₁)| measured is {}.</source>
        <translation>相邻梯度正交：测得的最大 |cos ∠(∇fₖ, ∇fₖ₋₁)| 为 {}。</translation>
    </message>
    <message>
        <source>Saddle at {}: it is left along {}, λ = {}, by the factor {} a step</source>
        <translation>鞍点 {}：沿 {} 离开，λ = {}，每步 {} 倍</translation>
    </message>
    <message>
        <source>Saddle at {}: it is left along {}, λ = {}, by the factor 1 + α|λ| = {} a step</source>
        <translation>鞍点 {}：沿 {} 离开，λ = {}，每步 1 + α|λ| = {} 倍</translation>
    </message>
    <message>
        <source>; the run never comes near enough to measure it.</source>
        <translation>；运行从未靠近到可以测量。</translation>
    </message>
    <message>
        <source>; measured {}.</source>
        <translation>；实测 {}。</translation>
    </message>
    <message>
        <source>promised factor {} a step</source>
        <translation>承诺每步 {} 倍</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>To the first step (Home)</source>
        <translation>到第一步 (Home)</translation>
    </message>
    <message>
        <source>One step back (←)</source>
        <translation>后退一步 (←)</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>播放或暂停 (Space)</translation>
    </message>
    <message>
        <source>One step forward (→)</source>
        <translation>前进一步 (→)</translation>
    </message>
    <message>
        <source>To the last step (End)</source>
        <translation>到最后一步 (End)</translation>
    </message>
    <message>
        <source>Begin again at the end</source>
        <translation>到末尾后重新开始</translation>
    </message>
    <message>
        <source>Change a learning rate from this step on</source>
        <translation>从这一步起改变学习率</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Speed, 0.1× to 10×</source>
        <translation>速度，0.1× 到 10×</translation>
    </message>
    <message>
        <source>{run}: learning rate {old} → {new} from step {step}
Drag to move, right-click to take out</source>
        <translation>{run}：从第 {step} 步起学习率 {old} → {new}
拖动以移动，右键单击以去掉</translation>
    </message>
    <message>
        <source>epoch {step} / {all}</source>
        <translation>第 {step} / {all} 轮</translation>
    </message>
    <message>
        <source>step {step} / {all}</source>
        <translation>第 {step} / {all} 步</translation>
    </message>
</context>
<context>
    <name>TuneView</name>
    <message>
        <source>Lowest rate</source>
        <translation>最低学习率</translation>
    </message>
    <message>
        <source>Highest rate</source>
        <translation>最高学习率</translation>
    </message>
    <message>
        <source>Rates from</source>
        <translation>学习率从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>{count} rates are tried, evenly on a log axis, and the one that the run has</source>
        <translation>试验 {count} 个学习率，在对数轴上均匀分布，另加运行现有的那个</translation>
    </message>
    <message>
        <source>no learning rate: chooses its own step</source>
        <translation>没有学习率：自行决定步长</translation>
    </message>
    <message>
        <source>Score of {run} over the learning rate</source>
        <translation>{run} 的得分随学习率的变化</translation>
    </message>
    <message>
        <source>At the edge of the grid: a better rate may lie beyond</source>
        <translation>在网格的边缘：更好的学习率可能在外面</translation>
    </message>
    <message>
        <source>none arrives</source>
        <translation>没有一个到达</translation>
    </message>
    <message>
        <source>edge</source>
        <translation>边缘</translation>
    </message>
    <message>
        <source>{measure}, over the learning rate from {low} to {high}, both on log axes; shaded: lost</source>
        <translation>{measure}，学习率从 {low} 到 {high}，两轴均为对数；阴影：失败</translation>
    </message>
    <message>
        <source>; mean over {seeds} seeds</source>
        <translation>；{seeds} 个种子的均值</translation>
    </message>
    <message>
        <source>f within the budget</source>
        <translation>预算内的 f</translation>
    </message>
    <message>
        <source>f after {k} steps</source>
        <translation>{k} 步后的 f</translation>
    </message>
    <message>
        <source>steps to the tolerance</source>
        <translation>达到容差的步数</translation>
    </message>
    <message>
        <source>gradient evaluations to the tolerance</source>
        <translation>达到容差的梯度计算次数</translation>
    </message>
    <message>
        <source>function evaluations to the tolerance</source>
        <translation>达到容差的函数计算次数</translation>
    </message>
    <message>
        <source>trying …</source>
        <translation>正在试验……</translation>
    </message>
    <message>
        <source>nothing to tune</source>
        <translation>没有可调的</translation>
    </message>
    <message>
        <source>by {measure}</source>
        <translation>按{measure}</translation>
    </message>
    <message>
        <source>The best rates are put into the race as one change: undo takes it back</source>
        <translation>最好的学习率作为一次改动放入竞赛：撤销可收回</translation>
    </message>
</context>
<context>
    <name>View3D</name>
    <message>
        <source>Surface: drag to orbit, arrow keys move the start point</source>
        <translation>曲面：拖动以旋转，方向键移动起点</translation>
    </message>
</context>
<context>
    <name>View3DTools</name>
    <message>
        <source>Standard view</source>
        <translation>标准视图</translation>
    </message>
    <message>
        <source>View from the front</source>
        <translation>从正面看</translation>
    </message>
    <message>
        <source>View from the side</source>
        <translation>从侧面看</translation>
    </message>
    <message>
        <source>View from above</source>
        <translation>从上面看</translation>
    </message>
    <message>
        <source>Log height</source>
        <translation>对数高度</translation>
    </message>
    <message>
        <source>Flatter</source>
        <translation>更平</translation>
    </message>
    <message>
        <source>Taller</source>
        <translation>更高</translation>
    </message>
    <message>
        <source>Run labels and legend</source>
        <translation>运行的名称与图例</translation>
    </message>
</context>
<context>
    <name>WeightPopup</name>
    <message>
        <source>As trained</source>
        <translation>如训练所得</translation>
    </message>
    <message>
        <source>All as trained</source>
        <translation>全部如训练所得</translation>
    </message>
    <message>
        <source>Horizontal axis</source>
        <translation>横轴</translation>
    </message>
    <message>
        <source>Vertical axis</source>
        <translation>纵轴</translation>
    </message>
    <message>
        <source>Show the plane of two weights, with this one along its horizontal axis</source>
        <translation>显示两个权重的平面，以这个权重为横轴</translation>
    </message>
    <message>
        <source>Show the plane of two weights, with this one along its vertical axis</source>
        <translation>显示两个权重的平面，以这个权重为纵轴</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>The network shown has this value; its training keeps its own</source>
        <translation>所示的网络取这个值；其训练保持自己的值</translation>
    </message>
    <message>
        <source>the bias of unit {unit} in layer {layer}</source>
        <translation>第 {layer} 层单元 {unit} 的偏置</translation>
    </message>
    <message>
        <source>into unit {to} of layer {layer}, from unit {from_} before it</source>
        <translation>从前一层单元 {from_} 到第 {layer} 层单元 {to}</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>Noise &amp;&amp; stop</source>
        <translation>噪声 &amp;&amp; 停止</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Controls</source>
        <translation>控制</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>竞赛</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>理论</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>点</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>终点</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Contour map</source>
        <translation>等值线图</translation>
    </message>
    <message>
        <source>Pages about the race</source>
        <translation>关于竞赛的各页</translation>
    </message>
    <message>
        <source>The page below has no work to start.</source>
        <translation>下方的页面没有可开始的工作。</translation>
    </message>
    <message>
        <source>Next: {title} ›</source>
        <translation>下一个：{title} ›</translation>
    </message>
    <message>
        <source>Computing …</source>
        <translation>计算中……</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>{name}, the network&apos;s</source>
        <translation>{name}，网络所用</translation>
    </message>
</context>
<context>
    <name>_Numbers</name>
    <message>
        <source>Numbers separated by spaces, rows by semicolons</source>
        <translation>数用空格分开，行用分号分开</translation>
    </message>
    <message>
        <source>{rows} rows of {columns} numbers</source>
        <translation>{rows} 行，每行 {columns} 个数</translation>
    </message>
</context>
<context>
    <name>activations</name>
    <message>
        <source>Identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <source>Any number of layers is one linear map</source>
        <translation>无论多少层都只是一个线性映射</translation>
    </message>
    <message>
        <source>Binary step</source>
        <translation>二元阶跃</translation>
    </message>
    <message>
        <source>Its slope is 0: hidden layers get no gradient and stay as they are</source>
        <translation>其斜率为 0：隐藏层得不到梯度，保持原样</translation>
    </message>
    <message>
        <source>Logistic (sigmoid)</source>
        <translation>Logistic（sigmoid）</translation>
    </message>
    <message>
        <source>Its slope is at most 1/4: gradients shrink from layer to layer</source>
        <translation>其斜率至多 1/4：梯度逐层缩小</translation>
    </message>
    <message>
        <source>Tanh</source>
        <translation>Tanh</translation>
    </message>
    <message>
        <source>A logistic that is odd: its outputs are centred at 0</source>
        <translation>奇函数形式的 logistic：输出以 0 为中心</translation>
    </message>
    <message>
        <source>ArcTan</source>
        <translation>ArcTan</translation>
    </message>
    <message>
        <source>It saturates slowly: its slope falls like 1/s²</source>
        <translation>饱和得慢：斜率像 1/s² 那样下降</translation>
    </message>
    <message>
        <source>Softsign</source>
        <translation>Softsign</translation>
    </message>
    <message>
        <source>The slide leaves out the bars: x/(1 + |x|)</source>
        <translation>幻灯片漏了绝对值：x/(1 + |x|)</translation>
    </message>
    <message>
        <source>ISRU</source>
        <translation>ISRU</translation>
    </message>
    <message>
        <source>Like tanh without an exponential; it saturates at ±1/√α</source>
        <translation>像 tanh 但不用指数；在 ±1/√α 饱和</translation>
    </message>
    <message>
        <source>α</source>
        <translation>α</translation>
    </message>
    <message>
        <source>How early it saturates: at ±1/√α</source>
        <translation>多早饱和：在 ±1/√α</translation>
    </message>
    <message>
        <source>ReLU</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>No shrinking where it is on; a unit that is off everywhere stays off</source>
        <translation>开启时不缩小；处处关闭的单元就一直关闭</translation>
    </message>
    <message>
        <source>Leaky ReLU</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>A ReLU whose units never die</source>
        <translation>单元不会“死亡”的 ReLU</translation>
    </message>
    <message>
        <source>Negative slope</source>
        <translation>负侧斜率</translation>
    </message>
    <message>
        <source>The slope where s is below 0</source>
        <translation>s 小于 0 处的斜率</translation>
    </message>
    <message>
        <source>ELU</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>Saturates at −a on the left, so that the mean output is nearer to 0</source>
        <translation>左侧在 −a 饱和，使平均输出更接近 0</translation>
    </message>
    <message>
        <source>a</source>
        <translation>a</translation>
    </message>
    <message>
        <source>How far down it goes on the left</source>
        <translation>左侧降到多低</translation>
    </message>
    <message>
        <source>GELU</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>A smooth ReLU with a dip below 0; the transformers&apos; choice</source>
        <translation>光滑的 ReLU，在 0 以下有一个小凹；Transformer 的选择</translation>
    </message>
    <message>
        <source>SiLU (swish)</source>
        <translation>SiLU（swish）</translation>
    </message>
    <message>
        <source>A smooth ReLU that is not monotone</source>
        <translation>不单调的光滑 ReLU</translation>
    </message>
    <message>
        <source>Softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>A smooth ReLU whose slope is the logistic</source>
        <translation>斜率为 logistic 的光滑 ReLU</translation>
    </message>
</context>
<context>
    <name>batches</name>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>How many samples the gradient of a step is the mean over; 0: all of them</source>
        <translation>每步的梯度是多少个样本的均值；0：全部</translation>
    </message>
    <message>
        <source>With replacement</source>
        <translation>有放回</translation>
    </message>
    <message>
        <source>Off: epochs of shuffled samples, each seen once; on: every sample drawn from all of them</source>
        <translation>关：按轮洗牌，每个样本各见一次；开：每个样本都从全体中抽取</translation>
    </message>
</context>
<context>
    <name>bounds</name>
    <message>
        <source>the gradient is L-Lipschitz everywhere, L known</source>
        <translation>梯度处处 L-Lipschitz，L 已知</translation>
    </message>
    <message>
        <source>the smooth half&apos;s gradient is L-Lipschitz, L known</source>
        <translation>光滑部分的梯度 L-Lipschitz，L 已知</translation>
    </message>
    <message>
        <source>α ≤ 1/L, L being the smooth half&apos;s</source>
        <translation>α ≤ 1/L，L 属于光滑部分</translation>
    </message>
    <message>
        <source>the momentum is never restarted</source>
        <translation>动量从不重启</translation>
    </message>
    <message>
        <source>ISTA: sublinear, 1/k</source>
        <translation>ISTA：次线性，1/k</translation>
    </message>
    <message>
        <source>FISTA: sublinear, 1/k²</source>
        <translation>FISTA：次线性，1/k²</translation>
    </message>
    <message>
        <source>f is convex</source>
        <translation>f 是凸函数</translation>
    </message>
    <message>
        <source>f is μ-strongly convex, μ &gt; 0</source>
        <translation>f 是 μ-强凸函数，μ &gt; 0</translation>
    </message>
    <message>
        <source>f is a strongly convex quadratic</source>
        <translation>f 是强凸二次函数</translation>
    </message>
    <message>
        <source>a minimiser x* exists and is known</source>
        <translation>极小点 x* 存在且已知</translation>
    </message>
    <message>
        <source>f is bounded below by a known f*</source>
        <translation>f 有下界，f* 已知</translation>
    </message>
    <message>
        <source>the gradients carry no noise</source>
        <translation>梯度不含噪声</translation>
    </message>
    <message>
        <source>the gradients are not clipped</source>
        <translation>梯度未被裁剪</translation>
    </message>
    <message>
        <source>the learning rate is constant</source>
        <translation>学习率为常数</translation>
    </message>
    <message>
        <source>α ≤ 1/L</source>
        <translation>α ≤ 1/L</translation>
    </message>
    <message>
        <source>α = 1/L</source>
        <translation>α = 1/L</translation>
    </message>
    <message>
        <source>α &lt; 2/L (f is quadratic)</source>
        <translation>α &lt; 2/L（f 是二次函数）</translation>
    </message>
    <message>
        <source>α ≤ 2/(L + μ)</source>
        <translation>α ≤ 2/(L + μ)</translation>
    </message>
    <message>
        <source>β = (√κ − 1)/(√κ + 1)</source>
        <translation>β = (√κ − 1)/(√κ + 1)</translation>
    </message>
    <message>
        <source>the search has room for every exact step, α_max ≥ 1/μ</source>
        <translation>搜索容得下每个精确步，α_max ≥ 1/μ</translation>
    </message>
    <message>
        <source>α and β lie where the method converges, ρ &lt; 1</source>
        <translation>α 与 β 在方法收敛之处，ρ &lt; 1</translation>
    </message>
    <message>
        <source>Convex f: sublinear</source>
        <translation>凸 f：次线性</translation>
    </message>
    <message>
        <source>Strongly convex f: linear</source>
        <translation>强凸 f：线性</translation>
    </message>
    <message>
        <source>Any smooth f: the least gradient norm</source>
        <translation>任意光滑 f：最小梯度范数</translation>
    </message>
    <message>
        <source>Exact line search on a quadratic</source>
        <translation>二次函数上的精确线搜索</translation>
    </message>
    <message>
        <source>Nesterov, strongly convex f</source>
        <translation>Nesterov，强凸 f</translation>
    </message>
    <message>
        <source>Nesterov on a quadratic: asymptotic slope</source>
        <translation>二次函数上的 Nesterov：渐近斜率</translation>
    </message>
    <message>
        <source>Heavy ball on a quadratic: asymptotic slope</source>
        <translation>二次函数上的重球法：渐近斜率</translation>
    </message>
    <message>
        <source>Critical step</source>
        <translation>临界步长</translation>
    </message>
    <message>
        <source>Safe step</source>
        <translation>安全步长</translation>
    </message>
    <message>
        <source>Best step</source>
        <translation>最优步长</translation>
    </message>
    <message>
        <source>Best pair</source>
        <translation>最优组合</translation>
    </message>
</context>
<context>
    <name>charts</name>
    <message>
        <source>step k</source>
        <translation>第 k 步</translation>
    </message>
    <message>
        <source>gradient evaluations</source>
        <translation>梯度计算次数</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>function evaluations</source>
        <translation>函数计算次数</translation>
    </message>
    <message>
        <source>values</source>
        <translation>函数值</translation>
    </message>
    <message>
        <source>gradients of samples</source>
        <translation>单样本梯度</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>flat at {}</source>
        <translation>平于 {}</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>a scene file, the name of a preset, a scene code, or a file of values</source>
        <translation>场景文件、预设名、场景代码或值文件</translation>
    </message>
    <message>
        <source>write a film or a picture: .mp4, .webm, .gif, .png, or a folder of PNGs</source>
        <translation>写出影片或图片：.mp4、.webm、.gif、.png，或装 PNG 的文件夹</translation>
    </message>
    <message>
        <source>write the runs as numbers: .csv or .npz</source>
        <translation>把各运行写成数：.csv 或 .npz</translation>
    </message>
    <message>
        <source>write the table of the race: .csv, or to the terminal</source>
        <translation>写出竞赛的表：.csv，或输出到终端</translation>
    </message>
    <message>
        <source>write what a study of the scene&apos;s network finds: .csv, or to the terminal</source>
        <translation>写出对场景中网络的研究结果：.csv，或输出到终端</translation>
    </message>
    <message>
        <source>write the surface: .npz (x, y, f, gradient) or .obj (a mesh)</source>
        <translation>写出曲面：.npz（x、y、f、梯度）或 .obj（网格）</translation>
    </message>
    <message>
        <source>name the objectives, the optimizers and the presets</source>
        <translation>列出目标函数、优化器与预设</translation>
    </message>
    <message>
        <source>print the scene as a short text for a chat</source>
        <translation>把场景打印成可发到聊天中的短文本</translation>
    </message>
    <message>
        <source>name the lessons there are</source>
        <translation>列出现有课程</translation>
    </message>
    <message>
        <source>say what is wrong with lesson files, and their translations</source>
        <translation>指出课程文件及其译文有什么错误</translation>
    </message>
    <message>
        <source>say what this machine has and what is missing</source>
        <translation>说明这台机器有什么、缺什么</translation>
    </message>
    <message>
        <source>commands:</source>
        <translation>命令：</translation>
    </message>
    <message>
        <source>&apos;landscape COMMAND --help&apos; tells more. SCENE is a scene file, the name of a preset, a scene code (LS1. ...), or a file of values on a grid. --lang LANGUAGE, anywhere, chooses the language: {known}.</source>
        <translation>“landscape COMMAND --help”给出更多说明。SCENE 是场景文件、预设名、场景代码（LS1. ...）或网格上的值文件。--lang LANGUAGE 可放在任何位置，用来选择语言：{known}。</translation>
    </message>
    <message>
        <source>Watch optimisers race down a loss surface.</source>
        <translation>观看优化器沿损失曲面竞相下降。</translation>
    </message>
    <message>
        <source>the scene, its code, the values on a grid, or the lesson (its id or file) to open (default: the opening race)</source>
        <translation>要打开的场景、其代码、网格上的值，或课程（其 id 或文件）（默认：开场竞赛）</translation>
    </message>
    <message>
        <source>full screen, for a class (F5 in the window)</source>
        <translation>全屏，供课堂使用（窗口中按 F5）</translation>
    </message>
    <message>
        <source>print the version and exit</source>
        <translation>打印版本并退出</translation>
    </message>
    <message>
        <source>Write a scene as a film or a picture; the suffix of FILE tells which.</source>
        <translation>把场景写成影片或图片；由 FILE 的后缀决定。</translation>
    </message>
    <message>
        <source>.mp4 (H.264), .webm (VP9), .gif, .png (one frame), or a folder to fill with PNGs</source>
        <translation>.mp4（H.264）、.webm（VP9）、.gif、.png（一帧），或用来装 PNG 的文件夹</translation>
    </message>
    <message>
        <source>what is seen (default: %(default)s)</source>
        <translation>看到什么（默认：%(default)s）</translation>
    </message>
    <message>
        <source>pixels (default: 1920x1080)</source>
        <translation>像素（默认：1920x1080）</translation>
    </message>
    <message>
        <source>frames a second (default: %(default)s)</source>
        <translation>每秒帧数（默认：%(default)s）</translation>
    </message>
    <message>
        <source>length of the film (default: 8)</source>
        <translation>影片时长（默认：8）</translation>
    </message>
    <message>
        <source>let the camera go round or stand (default: %(default)s)</source>
        <translation>相机环绕或静止（默认：%(default)s）</translation>
    </message>
    <message>
        <source>colours (default: %(default)s)</source>
        <translation>配色（默认：%(default)s）</translation>
    </message>
    <message>
        <source>the step shown in a .png (default: the last)</source>
        <translation>.png 中显示的步（默认：最后一步）</translation>
    </message>
    <message>
        <source>write a lesson as a film, a hand-out or slides</source>
        <translation>把课程写成影片、讲义或幻灯片</translation>
    </message>
    <message>
        <source>write steps to be computed by hand, with variants and a key: .pdf</source>
        <translation>写出供手算的步骤，附变式与答案：.pdf</translation>
    </message>
    <message>
        <source>put the program into the desktop&apos;s menu, with its file types</source>
        <translation>把程序放入桌面菜单，连同其文件类型</translation>
    </message>
    <message>
        <source>print no progress</source>
        <translation>不打印进度</translation>
    </message>
    <message>
        <source>Run a scene and write every step of every run.</source>
        <translation>运行一个场景，写出每个运行的每一步。</translation>
    </message>
    <message>
        <source>.csv or .npz</source>
        <translation>.csv 或 .npz</translation>
    </message>
    <message>
        <source>Wrote {count} runs, {records} records, to {file}</source>
        <translation>已把 {count} 个运行、{records} 条记录写入 {file}</translation>
    </message>
    <message>
        <source>Run a scene and write who won, and by how much.</source>
        <translation>运行一个场景，写出谁赢了、赢了多少。</translation>
    </message>
    <message>
        <source>.csv (default: the terminal)</source>
        <translation>.csv（默认：终端）</translation>
    </message>
    <message>
        <source>Wrote {count} runs to {file}</source>
        <translation>已把 {count} 个运行写入 {file}</translation>
    </message>
    <message>
        <source>Study the network of a scene, and write what was found as a table.</source>
        <translation>研究场景中的网络，把结果写成表。</translation>
    </message>
    <message>
        <source>a scene file or the name of a preset, with a network&apos;s loss</source>
        <translation>带有网络损失的场景文件或预设名</translation>
    </message>
    <message>
        <source>the study (default: name them all)</source>
        <translation>研究的名称（默认：全部列出）</translation>
    </message>
    <message>
        <source>Wrote {count} rows to {file}</source>
        <translation>已把 {count} 行写入 {file}</translation>
    </message>
    <message>
        <source>Write the surface of a scene, sampled on a grid.</source>
        <translation>写出场景的曲面，在网格上取样。</translation>
    </message>
    <message>
        <source>.npz (arrays) or .obj (a mesh)</source>
        <translation>.npz（数组）或 .obj（网格）</translation>
    </message>
    <message>
        <source>points a side (default: %(default)s)</source>
        <translation>每边点数（默认：%(default)s）</translation>
    </message>
    <message>
        <source>Wrote {count} × {count} points to {file}</source>
        <translation>已把 {count} × {count} 个点写入 {file}</translation>
    </message>
    <message>
        <source>Name what there is, as scene files call it.</source>
        <translation>按场景文件的叫法列出现有的东西。</translation>
    </message>
    <message>
        <source>one of {kinds}</source>
        <translation>{kinds} 之一</translation>
    </message>
    <message>
        <source>Print a scene as a short text, for a chat and back.</source>
        <translation>把场景打印成短文本，可发到聊天中再读回。</translation>
    </message>
    <message>
        <source>a scene file, the name of a preset, or a scene code</source>
        <translation>场景文件、预设名或场景代码</translation>
    </message>
    <message>
        <source>List lessons, or check the files of your own.</source>
        <translation>列出课程，或检查自己的课程文件。</translation>
    </message>
    <message>
        <source>a lesson file, or the id of a lesson</source>
        <translation>课程文件，或课程的 id</translation>
    </message>
    <message>
        <source>.mp4 or .webm (one film), .pdf (a hand-out), or a folder to fill with slides</source>
        <translation>.mp4 或 .webm（一部影片）、.pdf（讲义），或用来装幻灯片的文件夹</translation>
    </message>
    <message>
        <source>of a step&apos;s run in a film (default: 6)</source>
        <translation>影片中每一步的运行时长（默认：6）</translation>
    </message>
    <message>
        <source>Put Landscape into the menu of a Linux desktop, with its icon and its file types.</source>
        <translation>把 Landscape 放入 Linux 桌面的菜单，连同图标与文件类型。</translation>
    </message>
    <message>
        <source>do it, or undo it</source>
        <translation>安装，或移除</translation>
    </message>
    <message>
        <source>Write a worksheet: steps of a scene&apos;s first run to be computed by hand.</source>
        <translation>写出练习页：手算场景中第一个运行的若干步。</translation>
    </message>
    <message>
        <source>steps to compute (default: 5)</source>
        <translation>要计算的步数（默认：5）</translation>
    </message>
    <message>
        <source>students with numbers of their own (default: 4)</source>
        <translation>各有自己数字的学生人数（默认：4）</translation>
    </message>
    <message>
        <source>the same seed gives the same sheets (default: 0)</source>
        <translation>相同的种子给出相同的练习页（默认：0）</translation>
    </message>
    <message>
        <source>{count} steps</source>
        <translation>{count} 步</translation>
    </message>
    <message>
        <source>{file}: no problems, steps: {count}</source>
        <translation>{file}：{count} 步，没有问题</translation>
    </message>
    <message>
        <source>Say what this machine has and what is missing.</source>
        <translation>说明这台机器有什么、缺什么。</translation>
    </message>
    <message>
        <source>(see &apos;{command} --help&apos;)</source>
        <translation>（见“{command} --help”）</translation>
    </message>
    <message>
        <source>the following arguments are required: {what}</source>
        <translation>缺少必需的参数：{what}</translation>
    </message>
    <message>
        <source>unrecognized arguments: {what}</source>
        <translation>无法识别的参数：{what}</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>需要一个参数</translation>
    </message>
    <message>
        <source>invalid choice: {got} (choose from {known})</source>
        <translation>无效的选择：{got}（可选 {known}）</translation>
    </message>
    <message>
        <source>{first} or {second}</source>
        <translation>{first} 或 {second}</translation>
    </message>
    <message>
        <source>must be WIDTHxHEIGHT, such as 1920x1080, got {got}</source>
        <translation>必须是 宽x高，例如 1920x1080，而现在是 {got}</translation>
    </message>
    <message>
        <source>must have sides from {low} to {high} pixels, got {got}</source>
        <translation>边长必须在 {low} 到 {high} 像素之间，而现在是 {got}</translation>
    </message>
    <message>
        <source>must be a whole number from {low} to {high}, got {got}</source>
        <translation>必须是 {low} 到 {high} 的整数，而现在是 {got}</translation>
    </message>
    <message>
        <source>must be a number from {low} to {high}, got {got}</source>
        <translation>必须是 {low} 到 {high} 的数，而现在是 {got}</translation>
    </message>
    <message>
        <source>must end in {known} or be a folder, got {got}</source>
        <translation>必须以 {known} 结尾，或是文件夹，而现在是 {got}</translation>
    </message>
    <message>
        <source>must end in {known}, got {got}</source>
        <translation>必须以 {known} 结尾，而现在是 {got}</translation>
    </message>
    <message>
        <source>1 frame</source>
        <translation>1 帧</translation>
    </message>
    <message>
        <source>{count} frames, {seconds} s</source>
        <translation>{count} 帧，{seconds} 秒</translation>
    </message>
    <message>
        <source>Wrote {file}: {size}, {length}</source>
        <translation>已写入 {file}：{size}，{length}</translation>
    </message>
    <message>
        <source>Wrote {file}, pages: {count}</source>
        <translation>已写入 {file}：{count} 页</translation>
    </message>
    <message>
        <source>Wrote {file}: {count} pictures</source>
        <translation>已写入 {file}：{count} 幅图片</translation>
    </message>
</context>
<context>
    <name>clipping</name>
    <message>
        <source>Clip the gradient</source>
        <translation>裁剪梯度</translation>
    </message>
    <message>
        <source>norm: shortens a gradient longer than the limit; value: cuts each of its coordinates</source>
        <translation>norm：缩短长于上限的梯度；value：截断其每个坐标</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>不裁剪</translation>
    </message>
    <message>
        <source>by its norm</source>
        <translation>按范数</translation>
    </message>
    <message>
        <source>by coordinate</source>
        <translation>按坐标</translation>
    </message>
    <message>
        <source>Clip at</source>
        <translation>裁剪于</translation>
    </message>
    <message>
        <source>The largest norm, or the largest size of a coordinate, that is let through</source>
        <translation>放行的最大范数，或坐标的最大绝对值</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Add a run</source>
        <translation>添加运行</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
</context>
<context>
    <name>display</name>
    <message>
        <source>Chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>f − f*</source>
        <translation>f − f*</translation>
    </message>
    <message>
        <source>‖∇f‖</source>
        <translation>‖∇f‖</translation>
    </message>
    <message>
        <source>step length ‖Δx‖</source>
        <translation>一步的长度 ‖Δx‖</translation>
    </message>
    <message>
        <source>step size α</source>
        <translation>步长 α</translation>
    </message>
    <message>
        <source>distance ‖x − x*‖</source>
        <translation>距离 ‖x − x*‖</translation>
    </message>
    <message>
        <source>eigendirections |⟨x − x*, uᵢ⟩|</source>
        <translation>特征方向 |⟨x − x*, uᵢ⟩|</translation>
    </message>
    <message>
        <source>Zoutendijk&apos;s sum Σ cos²θ ‖∇f‖²</source>
        <translation>Zoutendijk 和 Σ cos²θ ‖∇f‖²</translation>
    </message>
    <message>
        <source>cos ∠(∇fₖ, ∇fₖ₋₁)</source>
        <translation>cos ∠(∇fₖ, ∇fₖ₋₁)</translation>
    </message>
    <message>
        <source>sharpness λ_max</source>
        <translation>尖锐度 λ_max</translation>
    </message>
    <message>
        <source>residuals</source>
        <translation>残差</translation>
    </message>
    <message>
        <source>What the chart shows of every run</source>
        <translation>图表显示每个运行的什么</translation>
    </message>
    <message>
        <source>Log height</source>
        <translation>对数高度</translation>
    </message>
    <message>
        <source>Height is log(1 + (f − min f)/unit): makes narrow valleys readable</source>
        <translation>高度为 log(1 + (f − min f)/单位)：使狭谷可读</translation>
    </message>
    <message>
        <source>Height scale</source>
        <translation>高度比例</translation>
    </message>
    <message>
        <source>Stretch of the vertical axis; 0 is flat</source>
        <translation>竖轴的拉伸；0 为平</translation>
    </message>
    <message>
        <source>Level lines</source>
        <translation>等值线</translation>
    </message>
    <message>
        <source>Number of level lines</source>
        <translation>等值线的条数</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>How many past steps stay visible; 0 is all</source>
        <translation>过去多少步仍可见；0 为全部</translation>
    </message>
    <message>
        <source>Drop lines</source>
        <translation>垂线</translation>
    </message>
    <message>
        <source>A line from each ball to the floor</source>
        <translation>从每个小球到底面的线</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Axes, ticks and labels</source>
        <translation>坐标轴、刻度与标注</translation>
    </message>
    <message>
        <source>Run labels</source>
        <translation>运行名称</translation>
    </message>
    <message>
        <source>Marker and name beside each ball of the 3-D view, and its legend</source>
        <translation>三维视图中每个小球旁的标记与名称，以及图例</translation>
    </message>
    <message>
        <source>Bounds</source>
        <translation>界</translation>
    </message>
    <message>
        <source>Draw theory&apos;s bounds on the charts, where their assumptions hold</source>
        <translation>在假设成立之处，把理论的界画在图表上</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>surface and map</source>
        <translation>曲面与平面图</translation>
    </message>
    <message>
        <source>along a line</source>
        <translation>沿一条线</translation>
    </message>
    <message>
        <source>plane: f(x, y) as surface and map; line: 1-D with tangent, step and cobweb</source>
        <translation>plane：f(x, y) 画成曲面与平面图；line：一维，带切线、步与蛛网图</translation>
    </message>
    <message>
        <source>Charts count</source>
        <translation>图表横轴</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>gradient evaluations</source>
        <translation>梯度计算次数</translation>
    </message>
    <message>
        <source>function evaluations</source>
        <translation>函数计算次数</translation>
    </message>
    <message>
        <source>epochs, or gradients of samples</source>
        <translation>轮数，或单样本梯度数</translation>
    </message>
    <message>
        <source>What the bottom axis of the charts counts</source>
        <translation>图表的横轴数什么</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>there are more than {limit} different batches of {b} of {n} samples: too many to go through</source>
        <translation>从 {n} 个样本中取 {b} 个的不同批超过 {limit} 种：多得无法遍历</translation>
    </message>
    <message>
        <source>{name} must have 2 columns (feature, target) or 3 (two features, target), got {got} in row {row}</source>
        <translation>{name} 必须有 2 列（特征、目标）或 3 列（两个特征、目标），而第 {row} 行有 {got} 列</translation>
    </message>
    <message>
        <source>{name} must be 2 to {limit} samples, got {got}</source>
        <translation>{name} 必须是 2 到 {limit} 个样本，而现在有 {got} 个</translation>
    </message>
    <message>
        <source>{name} must hold numbers between -1e9 and 1e9, got {got} in row {row}</source>
        <translation>{name} 必须是 -1e9 到 1e9 之间的数，而第 {row} 行是 {got}</translation>
    </message>
    <message>
        <source>{name} must have classes in their last column, 0 and 1 or -1 and 1, got {got}</source>
        <translation>{name} 的最后一列必须是类别，0 与 1 或 -1 与 1，而现在是 {got}</translation>
    </message>
    <message>
        <source>the data must be at most {limit} characters of text, got {got}</source>
        <translation>数据至多 {limit} 个字符的文本，而现在有 {got} 个</translation>
    </message>
    <message>
        <source>the data hold no numbers: write one sample a line, its columns with commas</source>
        <translation>数据中没有数：每行写一个样本，各列用逗号分开</translation>
    </message>
    <message>
        <source>the data must be at most {limit} samples; line {line} is one too many</source>
        <translation>数据至多 {limit} 个样本；第 {line} 行超出了一个</translation>
    </message>
    <message>
        <source>the data must be at least 2 samples, and line {line} is the only one</source>
        <translation>数据至少要有 2 个样本，而只有第 {line} 行这一个</translation>
    </message>
    <message>
        <source>line {line} must have 2 columns (feature, target) or 3 (two features, target), got {got}</source>
        <translation>第 {line} 行必须有 2 列（特征、目标）或 3 列（两个特征、目标），而现在是 {got}</translation>
    </message>
    <message>
        <source>line {line} must have {least} to {most} columns (inputs, then the class or number to learn), got {got}</source>
        <translation>第 {line} 行必须有 {least} 到 {most} 列（输入，然后是类别或要学的数值），而现在是 {got}</translation>
    </message>
    <message>
        <source>line {line}, column {column} must be one of the {limit} classes before it, got {got}</source>
        <translation>第 {line} 行第 {column} 列必须是其前面 {limit} 个类别之一，而现在是 {got}</translation>
    </message>
    <message>
        <source>line {line}, column {column} must name a class, got nothing</source>
        <translation>第 {line} 行第 {column} 列必须写出类别，而现在是空的</translation>
    </message>
    <message>
        <source>line {line} must have {needs} columns as the lines before it, got {got}</source>
        <translation>第 {line} 行必须像前面各行一样有 {needs} 列，而现在是 {got}</translation>
    </message>
    <message>
        <source>line {line}, column {column} must be a number, got {got}</source>
        <translation>第 {line} 行第 {column} 列必须是数，而现在是 {got}</translation>
    </message>
    <message>
        <source>line {line}, column {column} must be a number between -1e9 and 1e9, got {got}</source>
        <translation>第 {line} 行第 {column} 列必须是 -1e9 到 1e9 之间的数，而现在是 {got}</translation>
    </message>
    <message>
        <source>lr_changes must be pairs [step, learning rate], by rising step from 1 on and with rates above 0, got {got}</source>
        <translation>lr_changes 必须是成对的 [步, 学习率]，步从 1 起递增，学习率大于 0，而现在是 {got}</translation>
    </message>
    <message>
        <source>the start of run {i} must be {d} finite numbers, got {got}</source>
        <translation>第 {i} 个运行的起点必须是 {d} 个有限数，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be {low} to {high} numbers, got {got}</source>
        <translation>{name} 必须是 {low} 到 {high} 个数，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be finite numbers, got {got} at place {at}</source>
        <translation>{name} 必须是有限数，而第 {at} 处是 {got}</translation>
    </message>
    <message>
        <source>{name} must rise or fall all the way, got {before} before {after} at place {at}</source>
        <translation>{name} 必须始终上升或始终下降，而第 {at} 处 {before} 之后是 {after}</translation>
    </message>
    <message>
        <source>{name} must be {rows} rows (one for each y) of {columns} numbers (one for each x), got {got}</source>
        <translation>{name} 必须是 {rows} 行（每个 y 一行）{columns} 个数（每个 x 一个），而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must have a number at all four corners of at least one cell, got {got}</source>
        <translation>{name} 必须至少有一个格子的四个角都是数，而现在是 {got}</translation>
    </message>
    <message>
        <source>c2 must be at least c1 = {c1}, got {got}</source>
        <translation>c2 至少为 c1 = {c1}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be a weight of the network, W1[1,1] to {last}, and not the other one, got {got}</source>
        <translation>{name} 必须是网络的一个权重，W1[1,1] 到 {last}，且不同于另一个，而现在是 {got}</translation>
    </message>
    <message>
        <source>a network must have 2 to {layers} layers (input and output counted) of 1 to {units} units, got {got}</source>
        <translation>网络必须有 2 到 {layers} 层（输入与输出计算在内），每层 1 到 {units} 个单元，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must have {needs} numbers in its last axis, got an array of shape {got}</source>
        <translation>{name} 的最后一维必须有 {needs} 个数，而现在是形状为 {got} 的数组</translation>
    </message>
    <message>
        <source>{name} must span a plane, got directions that are multiples of each other</source>
        <translation>{name} 必须张成一个平面，而现在的方向互为倍数</translation>
    </message>
    <message>
        <source>{name} must be at least 3 different weight vectors, got {got}</source>
        <translation>{name} 必须是至少 3 个不同的权重向量，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be two different entries from 0 to {last}, got {got}</source>
        <translation>{name} 必须是 0 到 {last} 中两个不同的下标，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be fewer, or the batches larger: the training may have {limit} steps, got {got}</source>
        <translation>{name} 必须更少，或批更大：训练至多 {limit} 步，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be units of 1 to {units} joined by hyphens, such as 8-8, in at most {layers} layers, got {got}</source>
        <translation>{name} 必须是用连字符连接的 1 到 {units} 个单元，例如 8-8，至多 {layers} 层，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be one that these data can have ({needs}), got {got}</source>
        <translation>{name} 必须是这些数据可以有的（{needs}），而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be 4 to {limit} samples, got {got}</source>
        <translation>{name} 必须是 4 到 {limit} 个样本，而现在有 {got} 个</translation>
    </message>
    <message>
        <source>{name} must have {least} to {most} columns, the last one what is to be learnt, got {got} in row {row}</source>
        <translation>{name} 必须有 {least} 到 {most} 列，最后一列是要学的，而第 {row} 行有 {got} 列</translation>
    </message>
    <message>
        <source>{name} must have {needs} columns in every row, got {got} in row {row}</source>
        <translation>{name} 每行必须有 {needs} 列，而第 {row} 行有 {got} 列</translation>
    </message>
    <message>
        <source>{name} must have different values in their last column, got {got} everywhere</source>
        <translation>{name} 的最后一列必须有不同的值，而现在处处是 {got}</translation>
    </message>
    <message>
        <source>{name} must have at most {limit} different values in their last column to be classes, got {got}</source>
        <translation>{name} 的最后一列要作为类别，至多只能有 {limit} 个不同的值，而现在有 {got} 个</translation>
    </message>
    <message>
        <source>{name} must be an array of numbers, got {got}</source>
        <translation>{name} 必须是数的数组，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be real numbers that are trained, got {got}: leave counters and other buffers out</source>
        <translation>{name} 必须是被训练的实数，而现在是 {got}：请略去计数器和其他缓冲区</translation>
    </message>
    <message>
        <source>{name} must have the shape {needs} as in the first record, got {got}</source>
        <translation>{name} 的形状必须与第一条记录相同，为 {needs}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must have what the first record has, {needs}, got {got}</source>
        <translation>{name} 必须有第一条记录所有的 {needs}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be finite numbers, got {got}</source>
        <translation>{name} 必须是有限数，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must hold at least one array, got none</source>
        <translation>{name} 至少要有一个数组，而现在没有</translation>
    </message>
    <message>
        <source>{name} must not have features that are multiples of each other: many fits would be equally good</source>
        <translation>{name} 的特征不能互为倍数：否则许多拟合同样好</translation>
    </message>
    <message>
        <source>{name} must be a loss: a regression has no share of wrong answers, got {got}</source>
        <translation>{name} 必须是损失：回归没有错误比例，而现在是 {got}</translation>
    </message>
    <message>
        <source>Q must be a square matrix of at most {limit} rows, got {got}</source>
        <translation>Q 必须是至多 {limit} 行的方阵，而现在是 {got}</translation>
    </message>
    <message>
        <source>Q must be symmetric, got {a} in row {i}, column {j} and {b} across</source>
        <translation>Q 必须对称，而第 {i} 行第 {j} 列是 {a}，对称处是 {b}</translation>
    </message>
    <message>
        <source>b must hold {d} numbers, one for each row of Q, got {got}</source>
        <translation>b 必须有 {d} 个数，与 Q 的行一一对应，而现在是 {got}</translation>
    </message>
    <message>
        <source>Q must be a list of rows of numbers, got {got}</source>
        <translation>Q 必须是由数的行组成的列表，而现在是 {got}</translation>
    </message>
    <message>
        <source>the values of “{file}” (sha256 {sha256}…) are needed, and no file of that content is open or beside the scene</source>
        <translation>需要“{file}”的值（sha256 {sha256}…），而没有打开具有该内容的文件，场景旁边也没有</translation>
    </message>
    <message>
        <source>{name} must be {needs}, got {got}</source>
        <translation>{name} 必须是 {needs}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} is not a letter of the formula; {hint}</source>
        <translation>{name} 不是公式中的字母；{hint}</translation>
    </message>
    <message>
        <source>{name} must be greater than {limit}, got {got}</source>
        <translation>{name} 必须大于 {limit}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be less than {limit}, got {got}</source>
        <translation>{name} 必须小于 {limit}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be at least {limit}, got {got}</source>
        <translation>{name} 至少为 {limit}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be at most {limit}, got {got}</source>
        <translation>{name} 至多为 {limit}，而现在是 {got}</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>one of {known}</source>
        <translation>{known} 之一</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>at most {most} characters</source>
        <translation>至多 {most} 个字符</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a list of numbers</source>
        <translation>数的列表</translation>
    </message>
    <message>
        <source>a list of rows of numbers</source>
        <translation>由数的行组成的列表</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>a finite number</source>
        <translation>有限数</translation>
    </message>
    <message>
        <source>names with their numbers</source>
        <translation>名称及其数值</translation>
    </message>
    <message>
        <source>there is no kind {kind!r}; there are {known}</source>
        <translation>没有种类 {kind!r}；可用的有 {known}</translation>
    </message>
    <message>
        <source>there is no {kind} {id!r}; there are {known}</source>
        <translation>没有 {kind} {id!r}；可用的有 {known}</translation>
    </message>
    <message>
        <source>{id} has no field {name!r}; it has {known}</source>
        <translation>{id} 没有字段 {name!r}；它有 {known}</translation>
    </message>
    <message>
        <source>{name} must be {d} finite numbers, got {got}</source>
        <translation>{name} 必须是 {d} 个有限数，而现在是 {got}</translation>
    </message>
    <message>
        <source>the direction of a slice must not be 0</source>
        <translation>切片的方向不能为 0</translation>
    </message>
    <message>
        <source>{name} must be greater than 0, got {got}</source>
        <translation>{name} 必须大于 0，而现在是 {got}</translation>
    </message>
    <message>
        <source>h must be less than 0, got {got}</source>
        <translation>h 必须小于 0，而现在是 {got}</translation>
    </message>
    <message>
        <source>mu must be at most L = {L}, got {got}</source>
        <translation>mu 至多为 L = {L}，而现在是 {got}</translation>
    </message>
    <message>
        <source>beta must be at least 0 and less than 1, got {got}</source>
        <translation>beta 必须至少为 0 且小于 1，而现在是 {got}</translation>
    </message>
    <message>
        <source>alpha must be greater than 0 and less than {limit}, got {got}</source>
        <translation>alpha 必须大于 0 且小于 {limit}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{file}: values are read from .npz, .npy, .csv and .h5 files, got {got}</source>
        <translation>{file}：值从 .npz、.npy、.csv 和 .h5 文件读取，而现在是 {got}</translation>
    </message>
    <message>
        <source>{file}: values must be in a file, and this is a folder or a device</source>
        <translation>{file}：值必须在文件中，而这是文件夹或设备</translation>
    </message>
    <message>
        <source>{file}: a file of values must be at most {limit} MB, got {got} MB</source>
        <translation>{file}：值文件至多 {limit} MB，而现在是 {got} MB</translation>
    </message>
    <message>
        <source>{file}: samples must be text in UTF-8, one sample a line, its columns with commas</source>
        <translation>{file}：样本必须是 UTF-8 文本，每行一个样本，各列用逗号分开</translation>
    </message>
    <message>
        <source>{file}: a recorded path must be at most {limit} points, got {got}</source>
        <translation>{file}：记录的路径至多 {limit} 个点，而现在有 {got} 个</translation>
    </message>
    <message>
        <source>{file}: its content must be that with sha256 {needs}…, got {got}…</source>
        <translation>{file}：其内容的 sha256 必须是 {needs}…，而现在是 {got}…</translation>
    </message>
    <message>
        <source>{file}: a .csv must be UTF-8 text, got another byte at place {at}</source>
        <translation>{file}：.csv 必须是 UTF-8 文本，而在第 {at} 处有别的字节</translation>
    </message>
    <message>
        <source>{file}: a .csv must hold rows of numbers, got none</source>
        <translation>{file}：.csv 必须包含数的行，而现在没有</translation>
    </message>
    <message>
        <source>{file}: row {row}, column {column} must be a number, got {got}</source>
        <translation>{file}：第 {row} 行第 {column} 列必须是数，而现在是 {got}</translation>
    </message>
    <message>
        <source>{file}: every row must have as many columns, got {why}</source>
        <translation>{file}：每行的列数必须相同，而现在 {why}</translation>
    </message>
    <message>
        <source>{file}: the columns x and y must hold each of {nx} · {ny} pairs once, got {rows} rows of {got} pairs</source>
        <translation>{file}：列 x 与 y 必须让 {nx} · {ny} 对各出现一次，而现在 {rows} 行中有 {got} 对</translation>
    </message>
    <message>
        <source>{file}: {why}</source>
        <translation>{file}：{why}</translation>
    </message>
    <message>
        <source>{file}: {name} must be {needs}, got {got}</source>
        <translation>{file}：{name} 必须是 {needs}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{file}: {name} must be {needs}, got {got}; is Landscape older than it?</source>
        <translation>{file}：{name} 必须是 {needs}，而现在是 {got}；Landscape 是否比该文件旧？</translation>
    </message>
    <message>
        <source>{file}: a training handed over must have {needs}, got {got}</source>
        <translation>{file}：交来的训练必须有 {needs}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{file}: no array of a training handed over is called {name!r}</source>
        <translation>{file}：交来的训练中没有名为 {name!r} 的数组</translation>
    </message>
    <message>
        <source>{file}: {name} is there without {needs}</source>
        <translation>{file}：有 {name} 却没有 {needs}</translation>
    </message>
    <message>
        <source>{file}: an .h5 file needs h5py, which is not installed: pip install &apos;landscape-optimisation[import]&apos;</source>
        <translation>{file}：.h5 文件需要 h5py，而它没有安装：pip install &apos;landscape-optimisation[import]&apos;</translation>
    </message>
    <message>
        <source>{file}: an .h5 must be an HDF5 file, got something else ({why})</source>
        <translation>{file}：.h5 必须是 HDF5 文件，而这是别的东西（{why}）</translation>
    </message>
    <message>
        <source>{file}: {name} must lie in the file itself, got a link to another place</source>
        <translation>{file}：{name} 必须在文件自身之中，而它是指向别处的链接</translation>
    </message>
    <message>
        <source>{file}: there must be proj_xcoord and proj_ycoord, got {got}</source>
        <translation>{file}：必须有 proj_xcoord 和 proj_ycoord，而现在是 {got}</translation>
    </message>
    <message>
        <source>{file}: proj_xcoord and proj_ycoord must be 1 or more finite pairs, got {x} and {y}</source>
        <translation>{file}：proj_xcoord 与 proj_ycoord 必须是一对或多对有限数，而现在是 {x} 与 {y}</translation>
    </message>
    <message>
        <source>{file}: {name} must be a NumPy array of numbers, got something else ({why})</source>
        <translation>{file}：{name} 必须是数的 NumPy 数组，而这是别的东西（{why}）</translation>
    </message>
    <message>
        <source>{file}: an .npz must be a ZIP archive of arrays, got something else ({why})</source>
        <translation>{file}：.npz 必须是数组的 ZIP 归档，而这是别的东西（{why}）</translation>
    </message>
    <message>
        <source>{file}: an .npz must hold at most {limit} arrays, got {got}</source>
        <translation>{file}：.npz 至多 {limit} 个数组，而现在有 {got} 个</translation>
    </message>
    <message>
        <source>all arrays together</source>
        <translation>所有数组合计</translation>
    </message>
    <message>
        <source>{file}: {name} must be at most {limit} bytes unpacked, got {got}</source>
        <translation>{file}：{name} 解压后至多 {limit} 字节，而现在是 {got}</translation>
    </message>
    <message>
        <source>{file}: there must be an array f or z, or just one with two sides, got {got}</source>
        <translation>{file}：必须有数组 f 或 z，或者恰有一个二维数组，而现在是 {got}</translation>
    </message>
    <message>
        <source>{file}: there must be one of train_loss, train_acc, test_loss, test_acc, got {got}</source>
        <translation>{file}：必须有 train_loss、train_acc、test_loss、test_acc 之一，而现在是 {got}</translation>
    </message>
    <message>
        <source>{file}: {name} must have {needs} values, one for each pair of x and y, got {got}</source>
        <translation>{file}：{name} 必须有 {needs} 个值，每对 x 与 y 一个，而现在有 {got} 个</translation>
    </message>
    <message>
        <source>{file}: a surface is written to .npz or .obj, got {got}</source>
        <translation>{file}：曲面写到 .npz 或 .obj，而现在是 {got}</translation>
    </message>
    <message>
        <source>{path}: the type {suffix} is unknown; end the name with .mp4, .webm, .gif or .png, or with / for a folder</source>
        <translation>{path}：类型 {suffix} 未知；请让名称以 .mp4、.webm、.gif 或 .png 结尾，或以 / 结尾表示文件夹</translation>
    </message>
    <message>
        <source>{path} already holds {old}, beyond this export&apos;s {count} frames; choose an empty folder</source>
        <translation>{path} 中已有 {old}，超出本次导出的 {count} 帧；请选择空文件夹</translation>
    </message>
    <message>
        <source>{path} could not be encoded: {why}</source>
        <translation>{path} 无法编码：{why}</translation>
    </message>
    <message>
        <source>a GIF shows at most {most} frames a second, got {fps}</source>
        <translation>GIF 每秒至多显示 {most} 帧，而现在是 {fps}</translation>
    </message>
    <message>
        <source>--at chooses the step of a .png; {path} shows them all</source>
        <translation>--at 选择 .png 的步；{path} 会显示所有步</translation>
    </message>
    <message>
        <source>the export was stopped; nothing was written</source>
        <translation>导出已停止；什么也没写</translation>
    </message>
    <message>
        <source>Cannot write {path}: {why}</source>
        <translation>无法写入 {path}：{why}</translation>
    </message>
    <message>
        <source>Cannot read {path}: {why}</source>
        <translation>无法读取 {path}：{why}</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the disk quota is used up</source>
        <translation>磁盘配额已用完</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>磁盘只读</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>没有这样的文件或文件夹</translation>
    </message>
    <message>
        <source>a part of the path is not a folder</source>
        <translation>路径中的一部分不是文件夹</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>这是一个文件夹</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>名称太长</translation>
    </message>
    <message>
        <source>the file would be too large for this disk</source>
        <translation>对这个磁盘来说文件会太大</translation>
    </message>
    <message>
        <source>{name} must return {needs}, got {got}</source>
        <translation>{name} 必须返回 {needs}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be a callable or a table of {rows} rows (one for each y) of {columns} numbers, got {got}</source>
        <translation>{name} 必须是可调用对象，或 {rows} 行（每个 y 一行）{columns} 列的数表，而现在是 {got}</translation>
    </message>
    <message>
        <source>{path} cannot be written: {why}</source>
        <translation>{path} 无法写入：{why}</translation>
    </message>
    <message>
        <source>weights must change, got {got} records that are all equal: keep copies (in PyTorch detach().clone()), since training goes on changing the arrays themselves</source>
        <translation>权重必须有变化，而现在 {got} 条记录全都相同：请保存副本（在 PyTorch 中用 detach().clone()），因为训练会继续改动这些数组本身</translation>
    </message>
    <message>
        <source>weights must be 3 or more that lie on no line for directions=&quot;principal&quot;, got {got}; directions=&quot;filter&quot; takes any number of them</source>
        <translation>对 directions=&quot;principal&quot;，权重必须有 3 个或更多且不共线，而现在有 {got} 个；directions=&quot;filter&quot; 可取任意多个</translation>
    </message>
    <message>
        <source>directions={got!r} needs shapes=[(name, shape), ...], since the weights are flat vectors</source>
        <translation>directions={got!r} 需要 shapes=[(name, shape), ...]，因为权重是展平的向量</translation>
    </message>
    <message>
        <source>directions={got!r} needs an array of two or more axes: vectors stay as they are unless biases=True</source>
        <translation>directions={got!r} 需要有两个或更多轴的数组：除非 biases=True，向量保持不变</translation>
    </message>
    <message>
        <source>there is no language {given!r}; there are {known}</source>
        <translation>没有语言 {given!r}；可用的有 {known}</translation>
    </message>
    <message>
        <source>this is not a scene code: a code begins with {begins}, got {got}</source>
        <translation>这不是场景代码：代码以 {begins} 开头，而现在是 {got}</translation>
    </message>
    <message>
        <source>this is a scene code of version {got}, and this Landscape reads codes of version {version}</source>
        <translation>这是版本 {got} 的场景代码，而这个 Landscape 读取版本 {version} 的代码</translation>
    </message>
    <message>
        <source>a scene code must be at most {limit} characters, got {got}</source>
        <translation>场景代码至多 {limit} 个字符，而现在有 {got} 个</translation>
    </message>
    <message>
        <source>a scene code has letters, digits, - and _ only, got {got}</source>
        <translation>场景代码只有字母、数字、- 和 _，而现在有 {got}</translation>
    </message>
    <message>
        <source>the scene code is cut off or changed: its checksum does not fit</source>
        <translation>场景代码被截断或改动：其校验和不符</translation>
    </message>
    <message>
        <source>the scene code does not hold a scene&apos;s text</source>
        <translation>场景代码中没有场景的文本</translation>
    </message>
    <message>
        <source>a scene code must hold at most {limit} characters of text</source>
        <translation>场景代码至多包含 {limit} 个字符的文本</translation>
    </message>
    <message>
        <source>this scene is too large for a code (at most {limit} characters, got {got}): share its file</source>
        <translation>这个场景对代码来说太大（至多 {limit} 个字符，现有 {got} 个）：请分享其文件</translation>
    </message>
    <message>
        <source>a scene that shows the values of a file ({file}) cannot be a code: share its file, and the values with it</source>
        <translation>显示文件（{file}）中的值的场景不能成为代码：请分享其文件，连同那些值</translation>
    </message>
    <message>
        <source>{name} must be a known {kind}, got {got}; {hint}</source>
        <translation>{name} 必须是已知的 {kind}，而现在是 {got}；{hint}</translation>
    </message>
    <message>
        <source>this is not a Landscape scene: format must be &quot;{format}&quot;, got {got}</source>
        <translation>这不是 Landscape 场景：format 必须是 &quot;{format}&quot;，而现在是 {got}</translation>
    </message>
    <message>
        <source>version {got} is newer than this Landscape, which reads scenes up to version {version}</source>
        <translation>版本 {got} 比这个 Landscape 新，它能读到版本 {version} 的场景</translation>
    </message>
    <message>
        <source>a scene must be a file, and this is a folder or a device</source>
        <translation>场景必须是文件，而这是文件夹或设备</translation>
    </message>
    <message>
        <source>this is not a text file: a scene holds no NUL bytes (byte {at})</source>
        <translation>这不是文本文件：场景不含 NUL 字节（第 {at} 字节）</translation>
    </message>
    <message>
        <source>this is not a UTF-8 text file: byte {at} is out of place</source>
        <translation>这不是 UTF-8 文本文件：第 {at} 字节不合规</translation>
    </message>
    <message>
        <source>this is not valid TOML: {why}</source>
        <translation>这不是有效的 TOML：{why}</translation>
    </message>
    <message>
        <source>{name}: {why}</source>
        <translation>{name}：{why}</translation>
    </message>
    <message>
        <source>a scene file must be at most {limit}, got {got}</source>
        <translation>场景文件至多 {limit}，而现在是 {got}</translation>
    </message>
    <message>
        <source>brackets or keys must be nested at most {limit} deep (line {line})</source>
        <translation>括号或键至多嵌套 {limit} 层（第 {line} 行）</translation>
    </message>
    <message>
        <source>{name} must be {fewest} to {most} numbers, got {got}</source>
        <translation>{name} 必须是 {fewest} 到 {most} 个数，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be a number of this scene, such as &quot;objective.kappa&quot; or &quot;runs.lr&quot;, got {got}</source>
        <translation>{name} 必须是这个场景中的数，例如 &quot;objective.kappa&quot; 或 &quot;runs.lr&quot;，而现在是 {got}</translation>
    </message>
    <message>
        <source>there is no file {given!r}</source>
        <translation>没有文件 {given!r}</translation>
    </message>
    <message>
        <source>there is neither a file nor a preset {given!r}; {hint}</source>
        <translation>既没有文件也没有预设 {given!r}；{hint}</translation>
    </message>
    <message>
        <source>{name} is missing; it must be {needs}</source>
        <translation>缺少 {name}；它必须是 {needs}</translation>
    </message>
    <message>
        <source>{name} is not a key that a scene has; {hint}</source>
        <translation>{name} 不是场景的键；{hint}</translation>
    </message>
    <message>
        <source>did you mean {meant}?</source>
        <translation>您是指 {meant} 吗？</translation>
    </message>
    <message>
        <source>there are {known}</source>
        <translation>可用的有 {known}</translation>
    </message>
    <message>
        <source>there is no network in this scene: its surface is {id}, not network_slice</source>
        <translation>这个场景中没有网络：其曲面是 {id}，而不是 network_slice</translation>
    </message>
    <message>
        <source>there is no study {name!r}; there are {known}</source>
        <translation>没有研究 {name!r}；可用的有 {known}</translation>
    </message>
    <message>
        <source>the study {name} has nothing to find here: {why}</source>
        <translation>研究 {name} 在这里无可寻找：{why}</translation>
    </message>
    <message>
        <source>a worksheet needs a scene with a run that is shown</source>
        <translation>练习页需要有显示运行的场景</translation>
    </message>
    <message>
        <source>a worksheet needs a function of one or two variables, got {dim}</source>
        <translation>练习页需要一个或两个变量的函数，而现在有 {dim} 个</translation>
    </message>
    <message>
        <source>{name} has no formula that a hand could follow</source>
        <translation>{name} 没有可供手算的公式</translation>
    </message>
    <message>
        <source>no start and learning rate were found that stay in view for {steps} steps</source>
        <translation>找不到能在 {steps} 步内不出视野的起点与学习率</translation>
    </message>
    <message>
        <source>a menu entry of this kind is for Linux desktops, and this is {system}</source>
        <translation>这种菜单项用于 Linux 桌面，而这里是 {system}</translation>
    </message>
    <message>
        <source>{name} must be one of {known}, got {got}</source>
        <translation>{name} 必须是 {known} 之一，而现在是 {got}</translation>
    </message>
    <message>
        <source>w and the direction must be {needs} numbers each, got arrays of shape {w} and {got}</source>
        <translation>w 与方向各须有 {needs} 个数，而现在是形状为 {w} 与 {got} 的数组</translation>
    </message>
    <message>
        <source>inputs must be an array (n, {needs}) of at least one sample, got shape {got}</source>
        <translation>输入必须是至少含一个样本的数组 (n, {needs})，而现在的形状是 {got}</translation>
    </message>
    <message>
        <source>targets must be an array {needs}, one row a sample, got shape {got}</source>
        <translation>目标必须是数组 {needs}，每个样本一行，而现在的形状是 {got}</translation>
    </message>
    <message>
        <source>targets must be whole numbers from 0 to {last}, one for a class, got {got}</source>
        <translation>目标必须是 0 到 {last} 的整数，每个类别一个，而现在是 {got}</translation>
    </message>
    <message>
        <source>targets must lie between 0 and 1, got {got}</source>
        <translation>目标必须在 0 与 1 之间，而现在是 {got}</translation>
    </message>
    <message>
        <source>{name} must be a finite number of at least 0, got {got}</source>
        <translation>{name} 必须是不小于 0 的有限数，而现在是 {got}</translation>
    </message>
    <message>
        <source>targets must be −1 or 1, got {got}</source>
        <translation>目标必须是 −1 或 1，而现在是 {got}</translation>
    </message>
    <message>
        <source>x must be points (..., {needs}), got an array of shape {got}</source>
        <translation>x 必须是形状为 (..., {needs}) 的点，而现在是形状为 {got} 的数组</translation>
    </message>
</context>
<context>
    <name>explain</name>
    <message>
        <source>How far a step goes along the method&apos;s direction.</source>
        <translation>一步沿方法的方向走多远。</translation>
    </message>
    <message>
        <source>Turn it up until the run diverges: the mark on the slider is the limit.</source>
        <translation>调大直到运行发散：滑块上的记号就是极限。</translation>
    </message>
    <message>
        <source>The share of the last step that is kept, as the speed of a ball with friction.</source>
        <translation>上一步保留的比例，如同有摩擦的球的速度。</translation>
    </message>
    <message>
        <source>Try 0, 0.5, 0.9 and 0.99 in a narrow valley: Look, Small multiples.</source>
        <translation>在狭谷中试 0、0.5、0.9 和 0.99：“观察”页的“分窗对照”。</translation>
    </message>
    <message>
        <source>How many times as steep the steepest direction is as the flattest one.</source>
        <translation>最陡方向的陡度是最平方向的多少倍。</translation>
    </message>
    <message>
        <source>Turn it from 1 to 100 while the race runs: the bowl becomes a valley.</source>
        <translation>竞赛进行时把它从 1 调到 100：碗变成山谷。</translation>
    </message>
    <message>
        <source>How slowly the running mean of the gradient forgets.</source>
        <translation>梯度的滑动平均遗忘得多慢。</translation>
    </message>
    <message>
        <source>Set it to 0: what is left is RMSProp with bias correction.</source>
        <translation>设为 0：剩下的是带偏差校正的 RMSProp。</translation>
    </message>
    <message>
        <source>How slowly the running mean of the squared gradient forgets.</source>
        <translation>梯度平方的滑动平均遗忘得多慢。</translation>
    </message>
    <message>
        <source>Lower it to 0.9 with noise on: the steps become uneven.</source>
        <translation>打开噪声并降到 0.9：步子变得不均匀。</translation>
    </message>
    <message>
        <source>Every step first shrinks x towards the origin, beside the gradient.</source>
        <translation>每一步在梯度之外先把 x 向原点收缩。</translation>
    </message>
    <message>
        <source>Compare Adam with L2, where the penalty goes through the gradient.</source>
        <translation>与带 L2 的 Adam 比较，那里罚项要经过梯度。</translation>
    </message>
    <message>
        <source>The standard deviation of the Gaussian noise on every gradient coordinate.</source>
        <translation>每个梯度坐标上高斯噪声的标准差。</translation>
    </message>
    <message>
        <source>Turn it up, then lower the learning rate: the cloud shrinks like √α.</source>
        <translation>调大它，再降低学习率：云像 √α 那样缩小。</translation>
    </message>
    <message>
        <source>The share of the decrease promised by the slope that a step must reach.</source>
        <translation>一步至少要达到斜率所承诺下降量的比例。</translation>
    </message>
    <message>
        <source>Look at the Step tab: the line from the start turns as you change it.</source>
        <translation>看“步”页：改动它时，从起点引出的直线随之转动。</translation>
    </message>
    <message>
        <source>The share of the first slope that may be left at the end of a step.</source>
        <translation>一步结束时斜率至多保留初始斜率的比例。</translation>
    </message>
    <message>
        <source>0.9 for quasi-Newton methods, 0.1 for conjugate gradients.</source>
        <translation>拟牛顿法用 0.9，共轭梯度用 0.1。</translation>
    </message>
    <message>
        <source>A small number that keeps a division from being by zero.</source>
        <translation>一个小数，以免除以零。</translation>
    </message>
    <message>
        <source>Make it large: Adam becomes gradient descent with momentum.</source>
        <translation>把它调大：Adam 变成带动量的梯度下降。</translation>
    </message>
    <message>
        <source>The step that every view shows. The ticks are where runs ended.</source>
        <translation>每个视图所显示的步。刻度是各运行结束之处。</translation>
    </message>
    <message>
        <source>Drag it back and forth; the charts share its cursor.</source>
        <translation>来回拖动；图表共用它的游标。</translation>
    </message>
    <message>
        <source>The surface from above: a line joins places of equal height. x and y have one scale, so that a gradient is seen at a right angle to its line.</source>
        <translation>从上方看曲面：一条线连接高度相等的地方。x 与 y 用同一比例尺，因此看得到梯度与等值线成直角。</translation>
    </message>
    <message>
        <source>Drag the ring: every run is computed anew from there.</source>
        <translation>拖动圆环：每个运行都从那里重新计算。</translation>
    </message>
    <message>
        <source>The surface as a landscape; stars are minima, crosses saddles, triangles maxima.</source>
        <translation>像地形一样的曲面；星为极小点，叉为鞍点，三角为极大点。</translation>
    </message>
    <message>
        <source>Drag to go round it, turn the wheel to come nearer, press 4 to look down.</source>
        <translation>拖动以环绕，滚轮以靠近，按 4 俯视。</translation>
    </message>
    <message>
        <source>Quantities of every run over the steps; a straight line on log-y is a linear rate.</source>
        <translation>每个运行的各种量随步数的变化；对数纵轴上的直线就是线性速率。</translation>
    </message>
    <message>
        <source>Click a chart&apos;s title and choose another quantity.</source>
        <translation>单击图表的标题，选择另一个量。</translation>
    </message>
    <message>
        <source>Who won, by a measure and within a budget that you choose, and why each run stopped.</source>
        <translation>按您选定的标准和预算，谁赢了，每个运行为何停止。</translation>
    </message>
    <message>
        <source>Tune each finds every method&apos;s best learning rate: who wins then?</source>
        <translation>“逐个调参”找出每种方法最好的学习率：那时谁赢？</translation>
    </message>
    <message>
        <source>The critical points in view: minima, saddles and maxima, with the eigenvalues of the Hessian there.</source>
        <translation>视野内的临界点：极小点、鞍点、极大点，以及那里 Hessian 矩阵的特征值。</translation>
    </message>
    <message>
        <source>Double-click a saddle: the start is put just beside it.</source>
        <translation>双击鞍点：起点放到它旁边。</translation>
    </message>
    <message>
        <source>Every start coloured by where it ends, or every learning rate against the start or the momentum.</source>
        <translation>每个起点按终止之处着色，或每个学习率对起点或动量。</translation>
    </message>
    <message>
        <source>Draw the basins, and click where they are torn into threads.</source>
        <translation>画出吸引域，单击它们被撕成细丝之处。</translation>
    </message>
    <message>
        <source>Many runs of every method, and where they end, with confidence intervals.</source>
        <translation>每种方法的许多运行及其终止之处，带置信区间。</translation>
    </message>
    <message>
        <source>Count from one start with other seeds: how much is chance?</source>
        <translation>从同一起点换种子统计：有多少是偶然？</translation>
    </message>
    <message>
        <source>The network behind the slice: its units, its decision, and pages that take it apart.</source>
        <translation>切片背后的网络：它的单元、它的决策，以及把它拆开来看的各页。</translation>
    </message>
    <message>
        <source>Play, then point at the loss surface: the decision there is shown.</source>
        <translation>播放，然后指向损失曲面：显示那里的决策。</translation>
    </message>
    <message>
        <source>One step of one run as a formula with its numbers, and f along its ray.</source>
        <translation>一个运行的一步，写成带数字的公式，以及沿其射线的 f。</translation>
    </message>
    <message>
        <source>Press → and follow one number from line to line.</source>
        <translation>按 →，逐行跟踪一个数。</translation>
    </message>
    <message>
        <source>The runners of the race: method, learning rate and the rest, one card each.</source>
        <translation>竞赛的选手：方法、学习率等，各一张卡片。</translation>
    </message>
    <message>
        <source>Add a method, then duplicate it with another learning rate.</source>
        <translation>添加一个方法，再用另一个学习率复制它。</translation>
    </message>
    <message>
        <source>The function to be minimised, and its parameters.</source>
        <translation>要最小化的函数及其参数。</translation>
    </message>
    <message>
        <source>Type a formula of your own: other letters than x and y become sliders.</source>
        <translation>输入自己的公式：x 与 y 以外的字母成为滑块。</translation>
    </message>
    <message>
        <source>The noise on the gradients, and when a run stops.</source>
        <translation>梯度上的噪声，以及运行何时停止。</translation>
    </message>
    <message>
        <source>Switch on one stopping rule at a time.</source>
        <translation>一次只打开一条停止准则。</translation>
    </message>
    <message>
        <source>What is drawn over the picture: vectors, ellipses, models, clouds, swarms.</source>
        <translation>画面上叠加什么：向量、椭圆、模型、云、群。</translation>
    </message>
    <message>
        <source>Tick Vectors, and go step by step.</source>
        <translation>勾选“向量”，一步一步走。</translation>
    </message>
    <message>
        <source>What is proved of a method here, each assumption with its tick.</source>
        <translation>关于方法在此证明了什么，每条假设都有勾。</translation>
    </message>
    <message>
        <source>Break an assumption, and see the bound vanish from the charts.</source>
        <translation>破坏一条假设，看界从图表上消失。</translation>
    </message>
    <message>
        <source>Usual value: {default}.</source>
        <translation>通常值：{default}。</translation>
    </message>
    <message>
        <source>From {low} to {high}.</source>
        <translation>从 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>Try:</source>
        <translation>试一试：</translation>
    </message>
    <message>
        <source>Source:</source>
        <translation>出处：</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>{kind} needs even sides: {old} became {new}</source>
        <translation>{kind} 需要偶数边长：{old} 变为 {new}</translation>
    </message>
    <message>
        <source>the last step is {last}: shown instead of {at}</source>
        <translation>最后一步是 {last}：显示它而不是 {at}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>diverged</source>
        <translation>已发散</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Frames a second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Say which file to write.</source>
        <translation>请指出要写入哪个文件。</translation>
    </message>
    <message>
        <source>There is no folder {}.</source>
        <translation>没有文件夹 {}。</translation>
    </message>
    <message>
        <source>{} is a file; name a folder for the pictures.</source>
        <translation>{} 是文件；请为图片指定一个文件夹。</translation>
    </message>
    <message>
        <source>{} is a folder; name a file in it.</source>
        <translation>{} 是文件夹；请指定其中的一个文件。</translation>
    </message>
    <message>
        <source>The folder {} may not be written to.</source>
        <translation>文件夹 {} 不可写入。</translation>
    </message>
    <message>
        <source>{} is no name for a file.</source>
        <translation>{} 不能作为文件名。</translation>
    </message>
    <message>
        <source>On the slide</source>
        <translation>幻灯片上</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>{title}: {number} of {count}</source>
        <translation>{title}：{number} / {count}</translation>
    </message>
    <message>
        <source>{title}: worksheet</source>
        <translation>{title}：练习页</translation>
    </message>
    <message>
        <source>Take {steps} steps of {method} by hand, and fill in the table to four significant digits.</source>
        <translation>手算{method}的 {steps} 步，并把表填到四位有效数字。</translation>
    </message>
    <message>
        <source>The function: {formula}</source>
        <translation>函数：{formula}</translation>
    </message>
    <message>
        <source>Variant {number}</source>
        <translation>变式 {number}</translation>
    </message>
    <message>
        <source>Name: ______________________    Date: ______________</source>
        <translation>姓名：______________________    日期：______________</translation>
    </message>
    <message>
        <source>start {start}</source>
        <translation>起点 {start}</translation>
    </message>
    <message>
        <source>The rule:</source>
        <translation>规则：</translation>
    </message>
</context>
<context>
    <name>formula</name>
    <message>
        <source>the formula with its derivatives is too large: at most {limit} parts</source>
        <translation>公式连同其导数太大：最多 {limit} 个部分</translation>
    </message>
    <message>
        <source>type a formula in x and y, such as x^2 + 3 y^2</source>
        <translation>请输入关于 x 和 y 的公式，例如 x^2 + 3 y^2</translation>
    </message>
    <message>
        <source>a formula has at most {limit} characters, this one {got}</source>
        <translation>公式最多 {limit} 个字符，现有 {got} 个</translation>
    </message>
    <message>
        <source>{what!r} cannot stand in a formula</source>
        <translation>公式中不能出现 {what!r}</translation>
    </message>
    <message>
        <source>a number, a name or an opening bracket must stand here, not {what}</source>
        <translation>这里应为数、名称或左括号，而不是 {what}</translation>
    </message>
    <message>
        <source>the formula breaks off: a number, a name or an opening bracket is missing</source>
        <translation>公式中断：缺少数、名称或左括号</translation>
    </message>
    <message>
        <source>this bracket is never closed</source>
        <translation>这个括号没有闭合</translation>
    </message>
    <message>
        <source>this closing bracket has no opening one</source>
        <translation>这个右括号没有对应的左括号</translation>
    </message>
    <message>
        <source>brackets may be nested at most {limit} deep</source>
        <translation>括号最多嵌套 {limit} 层</translation>
    </message>
    <message>
        <source>{name} is a function: write {name}(…)</source>
        <translation>{name} 是函数：请写成 {name}(…)</translation>
    </message>
    <message>
        <source>there is no function {name}; there are {known}</source>
        <translation>没有函数 {name}；可用的有 {known}</translation>
    </message>
    <message>
        <source>{name} takes {needs}, not {got}</source>
        <translation>{name} 需要 {needs}，而不是 {got}</translation>
    </message>
    <message>
        <source>the number {what} is too large</source>
        <translation>数 {what} 太大</translation>
    </message>
    <message>
        <source>a name has at most {limit} characters</source>
        <translation>名称最多 {limit} 个字符</translation>
    </message>
    <message>
        <source>at most {limit} letters may stand for parameters; {name} is one too many</source>
        <translation>最多 {limit} 个字母可作参数；{name} 超出了一个</translation>
    </message>
    <message>
        <source>this is the same everywhere and no finite number</source>
        <translation>它处处相同，且不是有限数</translation>
    </message>
</context>
<context>
    <name>formulas</name>
    <message>
        <source>how far v can be trusted: above 5 the step is divided</source>
        <translation>v 的可信程度：大于 5 时才用它去除步长</translation>
    </message>
    <message>
        <source>not above 5: nothing is divided yet</source>
        <translation>不大于 5：暂不相除</translation>
    </message>
    <message>
        <source>a variance: at least 0</source>
        <translation>方差：至少为 0</translation>
    </message>
    <message>
        <source>the product of μ over all steps so far</source>
        <translation>至今各步 μ 的乘积</translation>
    </message>
    <message>
        <source>where g = 0 it stays</source>
        <translation>g = 0 处保持不动</translation>
    </message>
    <message>
        <source>f is not above f*: no step</source>
        <translation>f 不高于 f*：不走步</translation>
    </message>
    <message>
        <source>the lowest value so far</source>
        <translation>至今的最低值</translation>
    </message>
    <message>
        <source>the point looked ahead to</source>
        <translation>向前看的那一点</translation>
    </message>
    <message>
        <source>restart: the momentum is thrown away</source>
        <translation>重启：丢弃动量</translation>
    </message>
    <message>
        <source>argmin g(x) + (ρ/2)‖x − v‖², with a {d} × {d} matrix</source>
        <translation>argmin g(x) + (ρ/2)‖x − v‖²，矩阵为 {d} × {d}</translation>
    </message>
    <message>
        <source>argmin g(x) + (ρ/2)‖x − v‖²</source>
        <translation>argmin g(x) + (ρ/2)‖x − v‖²</translation>
    </message>
    <message>
        <source>g is not quadratic: ADMM takes no step</source>
        <translation>g 不是二次函数：ADMM 不走步</translation>
    </message>
    <message>
        <source>Q + ρI is not positive definite: there is no argmin, and no step</source>
        <translation>Q + ρI 不正定：没有 argmin，也就没有步</translation>
    </message>
    <message>
        <source>the path drawn is z</source>
        <translation>画出的路径是 z</translation>
    </message>
    <message>
        <source>sᵀy is not above 0: H is kept</source>
        <translation>sᵀy 不大于 0：保留 H</translation>
    </message>
    <message>
        <source>H is {d} × {d}: too large to be written out</source>
        <translation>H 为 {d} × {d}：太大，不写出</translation>
    </message>
    <message>
        <source>before its first update H is scaled to γI</source>
        <translation>首次更新前把 H 缩放为 γI</translation>
    </message>
    <message>
        <source>of the last pair kept</source>
        <translation>取自保留的最后一对</translation>
    </message>
    <message>
        <source>no pair yet</source>
        <translation>还没有任何一对</translation>
    </message>
    <message>
        <source>γI after {pairs} pairs (s, y)</source>
        <translation>经过 {pairs} 对 (s, y) 后的 γI</translation>
    </message>
    <message>
        <source>the pair is not kept: sᵀy is not above 0</source>
        <translation>这一对不保留：sᵀy 不大于 0</translation>
    </message>
    <message>
        <source>{search}: {trials} trials</source>
        <translation>{search}：试了 {trials} 次</translation>
    </message>
    <message>
        <source>{search}: 1 trial</source>
        <translation>{search}：试了 1 次</translation>
    </message>
    <message>
        <source>the lowest point on the line, in closed form</source>
        <translation>这条线上的最低点，闭式解</translation>
    </message>
    <message>
        <source>no step: it stays</source>
        <translation>不走步：留在原地</translation>
    </message>
    <message>
        <source>sufficient decrease</source>
        <translation>充分下降</translation>
    </message>
    <message>
        <source>curvature condition</source>
        <translation>曲率条件</translation>
    </message>
    <message>
        <source>not too short</source>
        <translation>不太短</translation>
    </message>
    <message>
        <source>begins again with −g</source>
        <translation>从 −g 重新开始</translation>
    </message>
    <message>
        <source>cut at the largest step</source>
        <translation>截断在最大步长</translation>
    </message>
    <message>
        <source>H is singular: there is no such step</source>
        <translation>H 奇异：没有这样的步</translation>
    </message>
    <message>
        <source>so much that the lowest eigenvalue is δ</source>
        <translation>加到使最小特征值等于 δ</translation>
    </message>
    <message>
        <source>H with its eigenvalues raised to at least δ</source>
        <translation>把 H 的特征值提升到至少 δ</translation>
    </message>
    <message>
        <source>the sizes of H&apos;s eigenvalues, but at least δ</source>
        <translation>取 H 特征值的绝对值，但至少为 δ</translation>
    </message>
    <message>
        <source>H with these eigenvalues</source>
        <translation>用这些特征值构成的 H</translation>
    </message>
    <message>
        <source>the Cauchy point: the lowest of the model along −g within Δ</source>
        <translation>Cauchy 点：模型沿 −g 在 Δ 内的最低点</translation>
    </message>
    <message>
        <source>where the dogleg path leaves the region</source>
        <translation>折线（dogleg）路径离开信赖域之处</translation>
    </message>
    <message>
        <source>the hard case: on the edge, along the lowest curvature too</source>
        <translation>困难情形：在边界上，并沿最低曲率方向前进</translation>
    </message>
    <message>
        <source>within the trust region</source>
        <translation>在信赖域内</translation>
    </message>
    <message>
        <source>the decrease that the model promises</source>
        <translation>模型所承诺的下降量</translation>
    </message>
    <message>
        <source>what came of it, as a share of the promise</source>
        <translation>实际下降占承诺的比例</translation>
    </message>
    <message>
        <source>ρ &gt; η: accepted</source>
        <translation>ρ &gt; η：接受</translation>
    </message>
    <message>
        <source>ρ ≤ η: refused</source>
        <translation>ρ ≤ η：拒绝</translation>
    </message>
    <message>
        <source>ρ &lt; ¼: the region shrinks</source>
        <translation>ρ &lt; ¼：信赖域缩小</translation>
    </message>
    <message>
        <source>ρ &gt; ¾ and ‖p‖ = Δ: the region grows</source>
        <translation>ρ &gt; ¾ 且 ‖p‖ = Δ：信赖域扩大</translation>
    </message>
    <message>
        <source>the region stays as it is</source>
        <translation>信赖域保持不变</translation>
    </message>
    <message>
        <source>x + p is x: nothing to compare</source>
        <translation>x + p 就是 x：无可比较</translation>
    </message>
    <message>
        <source>solved by eigenvalues: the inverse is lost to rounding</source>
        <translation>用特征值求解：逆矩阵已毁于舍入误差</translation>
    </message>
    <message>
        <source>clipped to the norm {c}</source>
        <translation>裁剪到范数 {c}</translation>
    </message>
    <message>
        <source>each coordinate clipped to ±{c}</source>
        <translation>每个坐标裁剪到 ±{c}</translation>
    </message>
    <message>
        <source>ξ: what the mini-batch makes of the gradient</source>
        <translation>ξ：小批量给梯度带来的偏差</translation>
    </message>
    <message>
        <source>ξ: noise</source>
        <translation>ξ：噪声</translation>
    </message>
</context>
<context>
    <name>given</name>
    <message>
        <source>A training handed over: the way its weights took, on a plane through them. A run on this surface would move two numbers in this plane; it is not training.</source>
        <translation>外部交来的训练：它的权重走过的路，画在穿过它们的一个平面上。在这个曲面上的运行只会移动平面中的两个数；那不是训练。</translation>
    </message>
</context>
<context>
    <name>i18n</name>
    <message>
        <source>English</source>
        <translation>简体中文</translation>
    </message>
</context>
<context>
    <name>lens</name>
    <message>
        <source>f has one variable: there is no plane to draw on</source>
        <translation>f 只有一个变量：没有可画的平面</translation>
    </message>
    <message>
        <source>no cloud:
this run throws no dice</source>
        <translation>没有云：
这个运行不掷骰子</translation>
    </message>
    <message>
        <source>{count} batches of {b}; 1σ, 2σ</source>
        <translation>{count} 个大小为 {b} 的批；1σ、2σ</translation>
    </message>
    <message>
        <source>{count} draws of the noise; 1σ, 2σ</source>
        <translation>{count} 次噪声抽样；1σ、2σ</translation>
    </message>
    <message>
        <source>{words}
lengths ×{times}</source>
        <translation>{words}
长度 ×{times}</translation>
    </message>
    <message>
        <source>{words}
clipped: their mean is not the gradient</source>
        <translation>{words}
已裁剪：其均值不是梯度</translation>
    </message>
    <message>
        <source>∇²f = B</source>
        <translation>∇²f = B</translation>
    </message>
    <message>
        <source>B, lengths × {times}</source>
        <translation>B，长度 × {times}</translation>
    </message>
    <message>
        <source>model&apos;s minimum</source>
        <translation>模型的极小点</translation>
    </message>
    <message>
        <source>model&apos;s saddle</source>
        <translation>模型的鞍点</translation>
    </message>
    <message>
        <source>model&apos;s maximum</source>
        <translation>模型的极大点</translation>
    </message>
    <message>
        <source>trusted: Δ = {radius}</source>
        <translation>信赖：Δ = {radius}</translation>
    </message>
    <message>
        <source>of the first two variables</source>
        <translation>仅前两个变量</translation>
    </message>
    <message>
        <source>no curvature: the Hessian here is 0 or not finite</source>
        <translation>没有曲率：此处的 Hessian 矩阵为 0 或不是有限数</translation>
    </message>
    <message>
        <source>no fan: this run throws no dice,
every seed gives the same path</source>
        <translation>没有扇形：这个运行不掷骰子，
每个种子都给出同一条路径</translation>
    </message>
    <message>
        <source>median of {seeds} seeds</source>
        <translation>{seeds} 个种子的中位数</translation>
    </message>
    <message>
        <source>median of {seeds} seeds,
{shown} of their paths drawn</source>
        <translation>{seeds} 个种子的中位数，
画出其中 {shown} 条路径</translation>
    </message>
    <message>
        <source>its steps have no halves: that is for proximal methods</source>
        <translation>它的步没有两半：这是近端方法才有的</translation>
    </message>
    <message>
        <source>project</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>y: ahead</source>
        <translation>y：前瞻点</translation>
    </message>
    <message>
        <source>−αs</source>
        <translation>−αs</translation>
    </message>
    <message>
        <source>best so far</source>
        <translation>至今最好</translation>
    </message>
    <message>
        <source>‖r‖ = ‖x − z‖ = {primal}
‖s‖ = ρ‖Δz‖ = {dual}</source>
        <translation>‖r‖ = ‖x − z‖ = {primal}
‖s‖ = ρ‖Δz‖ = {dual}</translation>
    </message>
    <message>
        <source>no noise ball:
this run throws no dice, it comes to rest on the minimum</source>
        <translation>没有噪声球：
这个运行不掷骰子，会停在极小点上</translation>
    </message>
    <message>
        <source>no noise ball drawn:
its formula needs a quadratic with one minimum</source>
        <translation>未画噪声球：
其公式要求只有一个极小点的二次函数</translation>
    </message>
    <message>
        <source>no noise ball drawn:
its formula is of SGD and heavy ball</source>
        <translation>未画噪声球：
其公式属于 SGD 与重球法</translation>
    </message>
    <message>
        <source>no noise ball drawn:
its formula knows no clipping</source>
        <translation>未画噪声球：
其公式不含裁剪</translation>
    </message>
    <message>
        <source>no noise ball drawn:
batches of one shuffle depend on each other;
draw with replacement</source>
        <translation>未画噪声球：
同一次洗牌的各批彼此相关；
请用有放回抽样</translation>
    </message>
    <message>
        <source>no noise ball drawn:
its formula for batches is of SGD without momentum</source>
        <translation>未画噪声球：
批的公式属于不带动量的 SGD</translation>
    </message>
    <message>
        <source>no noise ball drawn:
its formula for batches is of least squares</source>
        <translation>未画噪声球：
批的公式属于最小二乘</translation>
    </message>
    <message>
        <source>no noise ball:
all samples are met exactly</source>
        <translation>没有噪声球：
所有样本都被精确拟合</translation>
    </message>
    <message>
        <source>no noise ball:
at α = {alpha} the variance grows without limit</source>
        <translation>没有噪声球：
α = {alpha} 时方差无限增长</translation>
    </message>
    <message>
        <source>noise ball, 1σ and 2σ
predicted σ {predicted}</source>
        <translation>噪声球，1σ 与 2σ
预测 σ {predicted}</translation>
    </message>
    <message>
        <source>noise ball, 1σ and 2σ
predicted σ {predicted}
measured σ {measured}</source>
        <translation>噪声球，1σ 与 2σ
预测 σ {predicted}
实测 σ {measured}</translation>
    </message>
    <message>
        <source>predicted σ {predicted}
measured σ {measured}:
the start is not forgotten yet</source>
        <translation>预测 σ {predicted}
实测 σ {measured}：
起点的影响尚未消失</translation>
    </message>
    <message>
        <source>noise ball at α = {alpha}
predicted σ {predicted}
last {window} steps σ {measured}</source>
        <translation>α = {alpha} 时的噪声球
预测 σ {predicted}
最后 {window} 步 σ {measured}</translation>
    </message>
    <message>
        <source>noise ball at α = {alpha}
predicted σ {predicted}</source>
        <translation>α = {alpha} 时的噪声球
预测 σ {predicted}</translation>
    </message>
    <message>
        <source>the plane shows {explained} of its variance</source>
        <translation>平面显示其方差的 {explained}</translation>
    </message>
    <message>
        <source>a random walk&apos;s own plane: {baseline}</source>
        <translation>随机游走自己的平面：{baseline}</translation>
    </message>
    <message>
        <source>recorded path, {count} points</source>
        <translation>记录的路径，{count} 个点</translation>
    </message>
    <message>
        <source>epoch {k}: {off} off the plane (at most {most})</source>
        <translation>第 {k} 轮：偏离平面 {off}（最多 {most}）</translation>
    </message>
    <message>
        <source>epoch {k}</source>
        <translation>第 {k} 轮</translation>
    </message>
    <message>
        <source>{name}: {true}, where it is drawn {seen}</source>
        <translation>{name}：{true}，画在 {seen} 处</translation>
    </message>
    <message>
        <source>{name} where it is drawn: {seen}</source>
        <translation>{name} 画在：{seen}</translation>
    </message>
    <message>
        <source>{name}: {true}</source>
        <translation>{name}：{true}</translation>
    </message>
    <message>
        <source>logged: training {train}, test {test}</source>
        <translation>记录：训练 {train}，测试 {test}</translation>
    </message>
    <message>
        <source>logged: training {train}</source>
        <translation>记录：训练 {train}</translation>
    </message>
    <message>
        <source>logged: test {test}</source>
        <translation>记录：测试 {test}</translation>
    </message>
    <message>
        <source>every run throws dice: its noise would have to be turned as well</source>
        <translation>每个运行都掷骰子：它们的噪声也得一起旋转</translation>
    </message>
    <message>
        <source>turned by {angle}° and back, dashed:</source>
        <translation>旋转 {angle}° 再转回来，虚线：</translation>
    </message>
    <message>
        <source>{run}: the same path, {apart} apart</source>
        <translation>{run}：同一条路径，相距 {apart}</translation>
    </message>
    <message>
        <source>{run}: another path, {apart} apart</source>
        <translation>{run}：另一条路径，相距 {apart}</translation>
    </message>
    <message>
        <source>{run}: one of the two has diverged</source>
        <translation>{run}：二者之一已发散</translation>
    </message>
    <message>
        <source>{run}: throws dice, so it is not turned</source>
        <translation>{run}：掷骰子，因此不旋转</translation>
    </message>
    <message>
        <source>of {n} starts</source>
        <translation>共 {n} 个起点</translation>
    </message>
    <message>
        <source>of {n} starts (a line search goes one by one)</source>
        <translation>共 {n} 个起点（线搜索只能逐个进行）</translation>
    </message>
    <message>
        <source>{count} in {at}</source>
        <translation>{count} 个在 {at}</translation>
    </message>
    <message>
        <source>{count} at the saddle {at}</source>
        <translation>{count} 个在鞍点 {at}</translation>
    </message>
    <message>
        <source>{count} at the maximum {at}</source>
        <translation>{count} 个在极大点 {at}</translation>
    </message>
    <message>
        <source>{count} at the flat point {at}</source>
        <translation>{count} 个在平坦点 {at}</translation>
    </message>
    <message>
        <source>{count} outside</source>
        <translation>{count} 个在外面</translation>
    </message>
    <message>
        <source>shown to step {k}</source>
        <translation>显示到第 {k} 步</translation>
    </message>
    <message>
        <source>f has more than two variables: the model at the ball is not over the plane shown</source>
        <translation>f 多于两个变量：小球处的模型不在所示平面上</translation>
    </message>
    <message>
        <source>the training, epoch by epoch</source>
        <translation>训练，逐轮</translation>
    </message>
    <message>
        <source>the same network trained from other first weights</source>
        <translation>同一网络从另外的初始权重训练</translation>
    </message>
    <message>
        <source>the bend of low loss between two networks</source>
        <translation>两个网络之间的低损失弯路</translation>
    </message>
    <message>
        <source>the plane shows {explained} of its variance (of a random walk&apos;s {baseline})</source>
        <translation>平面显示其方差的 {explained}（随机游走为 {baseline}）</translation>
    </message>
    <message>
        <source>it diverged after epoch {k} of {n}</source>
        <translation>在共 {n} 轮的第 {k} 轮之后发散</translation>
    </message>
    <message>
        <source>epoch {k}: {off} off the plane, loss {true}, on the plane {seen}</source>
        <translation>第 {k} 轮：偏离平面 {off}，损失 {true}，平面上 {seen}</translation>
    </message>
    <message>
        <source>the network shown below: that under the pointer</source>
        <translation>下方所示的网络：指针所指的那个</translation>
    </message>
    <message>
        <source>dots on the ways: the networks at t, shown below</source>
        <translation>路上的点：t 处的网络，见下方</translation>
    </message>
    <message>
        <source>weights set by hand: {off} off the plane, loss {true}, on the plane {seen}</source>
        <translation>手工设定的权重：偏离平面 {off}，损失 {true}，平面上 {seen}</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>arrows × {times}</source>
        <translation>箭头 × {times}</translation>
    </message>
    <message>
        <source>{symbol} × {times}</source>
        <translation>{symbol} × {times}</translation>
    </message>
    <message>
        <source>{name} {symbol}</source>
        <translation>{name} {symbol}</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>clipping</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>noise and clipping</source>
        <translation>噪声与裁剪</translation>
    </message>
    <message>
        <source>the last step taken</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>no step: it stays here</source>
        <translation>不走步：留在此处</translation>
    </message>
    <message>
        <source>a step of {length}: too short to be drawn</source>
        <translation>步长为 {length}：太短，画不出来</translation>
    </message>
    <message>
        <source>{symbol}, tried and refused</source>
        <translation>{symbol}，试过并被拒绝</translation>
    </message>
    <message>
        <source>successive gradients: cos = {cosine}</source>
        <translation>相邻梯度：cos = {cosine}</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Which run of the race is looked at closely, counted from 0</source>
        <translation>仔细观察竞赛中的哪个运行，从 0 数起</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>向量</translation>
    </message>
    <message>
        <source>Arrows at the ball: gradient, noise, momentum, scaled step, step</source>
        <translation>小球处的箭头：梯度、噪声、动量、缩放后的步、步</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <source>The Hessian&apos;s ellipse and eigenvectors at the ball, and the ellipse that the method believes in</source>
        <translation>小球处 Hessian 矩阵的椭圆与特征向量，以及该方法所认为的椭圆</translation>
    </message>
    <message>
        <source>Taylor model</source>
        <translation>Taylor 模型</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>order 1: tangent plane</source>
        <translation>一阶：切平面</translation>
    </message>
    <message>
        <source>order 2: quadratic</source>
        <translation>二阶：二次模型</translation>
    </message>
    <message>
        <source>The local model of f at the ball, as a translucent surface</source>
        <translation>小球处 f 的局部模型，画成半透明曲面</translation>
    </message>
    <message>
        <source>Halves of the step</source>
        <translation>一步的两半</translation>
    </message>
    <message>
        <source>The gradient half and the prox half of a proximal step; ADMM&apos;s x, z and u</source>
        <translation>近端步的梯度半步与近端半步；ADMM 的 x、z、u</translation>
    </message>
    <message>
        <source>Gradient cloud</source>
        <translation>梯度云</translation>
    </message>
    <message>
        <source>The gradients that chance may give at the ball, their mean and covariance</source>
        <translation>小球处随机性可能给出的梯度、它们的均值与协方差</translation>
    </message>
    <message>
        <source>Fan of seeds</source>
        <translation>种子扇形</translation>
    </message>
    <message>
        <source>Seeds of the run drawn at once, with median and quantiles; 0 is none</source>
        <translation>同时画出该运行的多个种子，附中位数与分位数；0 表示不画</translation>
    </message>
    <message>
        <source>Noise ball</source>
        <translation>噪声球</translation>
    </message>
    <message>
        <source>Where SGD with a constant step comes to rest: the stationary covariance</source>
        <translation>常数步长的 SGD 最终停留之处：平稳协方差</translation>
    </message>
    <message>
        <source>Rotation test</source>
        <translation>旋转检验</translation>
    </message>
    <message>
        <source>Turn surface and start by this angle, run again, turn the paths back and lay them over</source>
        <translation>把曲面和起点旋转这个角度，重新运行，再把路径转回来叠上</translation>
    </message>
    <message>
        <source>Ghost</source>
        <translation>残影</translation>
    </message>
    <message>
        <source>Keep the race as it was before the last change, faded</source>
        <translation>保留上次改动之前的竞赛，淡化显示</translation>
    </message>
    <message>
        <source>Swarm</source>
        <translation>多起点群</translation>
    </message>
    <message>
        <source>How many starts of the run, spread over the plane, move at once; 0 none</source>
        <translation>该运行在平面上铺开多少个起点同时移动；0 表示没有</translation>
    </message>
    <message>
        <source>The network shown</source>
        <translation>所示的网络</translation>
    </message>
    <message>
        <source>of the training</source>
        <translation>取自训练</translation>
    </message>
    <message>
        <source>of the run in the plane</source>
        <translation>取自平面中的运行</translation>
    </message>
    <message>
        <source>Whose weights the network has at the play head</source>
        <translation>播放头处的网络用谁的权重</translation>
    </message>
    <message>
        <source>Weights set by hand</source>
        <translation>手工设定的权重</translation>
    </message>
    <message>
        <source>Weights of the network shown that have another value, such as W1[2,1]</source>
        <translation>所示网络中取了别的值的权重，例如 W1[2,1]</translation>
    </message>
    <message>
        <source>Isometric</source>
        <translation>等轴测</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>正面</translation>
    </message>
    <message>
        <source>Side</source>
        <translation>侧面</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>顶部</translation>
    </message>
</context>
<context>
    <name>lessons</name>
    <message>
        <source>Yes, it runs away</source>
        <translation>会，它跑掉</translation>
    </message>
    <message>
        <source>No, it stays</source>
        <translation>不会，它留住</translation>
    </message>
    <message>
        <source>First is {run}.</source>
        <translation>第一名是 {run}。</translation>
    </message>
    <message>
        <source>These are equally good: {runs}.</source>
        <translation>这些同样好：{runs}。</translation>
    </message>
    <message>
        <source>All of them diverged: none is first.</source>
        <translation>全都发散了：没有第一名。</translation>
    </message>
    <message>
        <source>It ends at ({x:.3g}, {y:.3g}).</source>
        <translation>它终止于 ({x:.3g}, {y:.3g})。</translation>
    </message>
    <message>
        <source>It ends nowhere: it diverged.</source>
        <translation>它没有终点：发散了。</translation>
    </message>
    <message>
        <source>It diverges, at step {steps}.</source>
        <translation>它在第 {steps} 步发散。</translation>
    </message>
    <message>
        <source>It does not diverge.</source>
        <translation>它不发散。</translation>
    </message>
    <message>
        <source>It runs away without end: f has no lower bound there.</source>
        <translation>它无止境地跑掉：f 在那里没有下界。</translation>
    </message>
    <message>
        <source>It is: {option}</source>
        <translation>答案是：{option}</translation>
    </message>
    <message>
        <source>It took {value:.0f} steps.</source>
        <translation>它走了 {value:.0f} 步。</translation>
    </message>
    <message>
        <source>It ends {value:.3g} above the lowest value.</source>
        <translation>它终止时比最低值高 {value:.3g}。</translation>
    </message>
    <message>
        <source>It ends at distance {value:.3g} from the minimum.</source>
        <translation>它终止时离极小点 {value:.3g}。</translation>
    </message>
    <message>
        <source>The run has no such number: it diverged.</source>
        <translation>这个运行没有这样的数：它发散了。</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>答对了。</translation>
    </message>
    <message>
        <source>Not so.</source>
        <translation>不是这样。</translation>
    </message>
    <message>
        <source>Right: {distance:.2g} away.</source>
        <translation>答对了：相距 {distance:.2g}。</translation>
    </message>
    <message>
        <source>{distance:.2g} away; within {within:.2g} is right.</source>
        <translation>相距 {distance:.2g}；{within:.2g} 以内算对。</translation>
    </message>
    <message>
        <source>Right: you said {given:.3g}.</source>
        <translation>答对了：您说的是 {given:.3g}。</translation>
    </message>
    <message>
        <source>You said {given:.3g}: off by {percent:.0f} %.</source>
        <translation>您说的是 {given:.3g}：差 {percent:.0f} %。</translation>
    </message>
    <message>
        <source>You said {given:.3g}.</source>
        <translation>您说的是 {given:.3g}。</translation>
    </message>
    <message>
        <source>within {distance:.2g}</source>
        <translation>{distance:.2g} 以内</translation>
    </message>
    <message>
        <source>{low:.2g} to {high:.2g}</source>
        <translation>{low:.2g} 到 {high:.2g}</translation>
    </message>
    <message>
        <source>{name}: the name should be {needed}: the id, a dot, the language, .md</source>
        <translation>{name}：文件名应为 {needed}：id、点、语言、.md</translation>
    </message>
    <message>
        <source>{name}: the steps must be those of {other}: {needed}; got {got}</source>
        <translation>{name}：各步必须与 {other} 相同：{needed}；而现在是 {got}</translation>
    </message>
    <message>
        <source>{name}, line {line}: the step {id} must have the blocks of {other}: {needed}</source>
        <translation>{name}，第 {line} 行：步 {id} 必须有 {other} 的那些块：{needed}</translation>
    </message>
    <message>
        <source>{name}, line {line}: the question of {id} may differ from that of {other} in its words only</source>
        <translation>{name}，第 {line} 行：{id} 的问题与 {other} 的只能在文字上不同</translation>
    </message>
    <message>
        <source>{name}, line {line}: the scene of {id} may differ from that of {other} in its words only</source>
        <translation>{name}，第 {line} 行：{id} 的场景与 {other} 的只能在文字上不同</translation>
    </message>
    <message>
        <source>{name}, line {line}: {id} expects {expect}, and the run says: {words}</source>
        <translation>{name}，第 {line} 行：{id} 预期 {expect}，而运行说：{words}</translation>
    </message>
    <message>
        <source>{name}, line {line}: the question of {id} has no answer: {words}</source>
        <translation>{name}，第 {line} 行：{id} 的问题没有答案：{words}</translation>
    </message>
    <message>
        <source>{name}, line {line}: the answer to {id} is {value:.4g}, outside of {low:g} to {high:g}</source>
        <translation>{name}，第 {line} 行：{id} 的答案是 {value:.4g}，在 {low:g} 到 {high:g} 之外</translation>
    </message>
    <message>
        <source>there is no lesson and no file “{given}”; the lessons are {known}</source>
        <translation>既没有课程也没有文件“{given}”；课程有 {known}</translation>
    </message>
    <message>
        <source>the formula that begins with {begin!r} is not closed</source>
        <translation>以 {begin!r} 开头的公式没有闭合</translation>
    </message>
    <message>
        <source>a formula must have at most {most} characters, got {got}</source>
        <translation>公式最多 {most} 个字符，现有 {got} 个</translation>
    </message>
    <message>
        <source>{name}, line {line}: {why}</source>
        <translation>{name}，第 {line} 行：{why}</translation>
    </message>
    <message>
        <source>{what} must be {needs}, got {got}</source>
        <translation>{what} 必须是 {needs}，而现在是 {got}</translation>
    </message>
    <message>
        <source>{what} is missing; it must be {needs}</source>
        <translation>缺少 {what}；它必须是 {needs}</translation>
    </message>
    <message>
        <source>{what} is not a key here; {hint}</source>
        <translation>这里没有键 {what}；{hint}</translation>
    </message>
    <message>
        <source>a lesson must have at most {most} bytes, got {got}</source>
        <translation>课程最多 {most} 字节，现有 {got} 字节</translation>
    </message>
    <message>
        <source>this is not a UTF-8 text file</source>
        <translation>这不是 UTF-8 文本文件</translation>
    </message>
    <message>
        <source>a lesson begins with a line +++, its front matter in TOML and another line +++</source>
        <translation>课程以一行 +++ 开头，接着是 TOML 写的前言，再一行 +++</translation>
    </message>
    <message>
        <source>this is not a Landscape lesson: format must be &quot;{format}&quot;, got {got}</source>
        <translation>这不是 Landscape 课程：format 必须是 &quot;{format}&quot;，而现在是 {got}</translation>
    </message>
    <message>
        <source>version {got} is newer than this Landscape, which reads version {version}</source>
        <translation>版本 {got} 比这个 Landscape 新，它能读的版本是 {version}</translation>
    </message>
    <message>
        <source>a step begins with a heading and its id, like: # A narrow valley {{#narrow-valley}}</source>
        <translation>每一步以标题及其 id 开头，例如：# A narrow valley {{#narrow-valley}}</translation>
    </message>
    <message>
        <source>the id {id} is that of the step in line {line} already</source>
        <translation>id {id} 已被第 {line} 行的步使用</translation>
    </message>
    <message>
        <source>a block is one of {known}, got {got}</source>
        <translation>块只能是 {known} 之一，而现在是 {got}</translation>
    </message>
    <message>
        <source>the block {kind} is not closed: it ends with a line of three backticks</source>
        <translation>块 {kind} 没有闭合：它以一行三个反引号结束</translation>
    </message>
    <message>
        <source>a step has one block {kind}, and this one has another in line {line}</source>
        <translation>每一步只能有一个 {kind} 块，而这一步在第 {line} 行还有一个</translation>
    </message>
    <message>
        <source>a block must stand in a step, below its heading</source>
        <translation>块必须放在某一步中，位于其标题之下</translation>
    </message>
    <message>
        <source>a lesson must have a step; each begins with a line like: # Title {{#an-id}}</source>
        <translation>课程至少要有一步；每步以这样一行开头：# Title {{#an-id}}</translation>
    </message>
    <message>
        <source>a lesson has at most {most} steps</source>
        <translation>课程最多 {most} 步</translation>
    </message>
    <message>
        <source>the step {id} has no caption: write some words below its heading</source>
        <translation>步 {id} 没有说明文字：请在其标题下写几句话</translation>
    </message>
    <message>
        <source>the first step needs a scene block</source>
        <translation>第一步需要 scene 块</translation>
    </message>
    <message>
        <source>a scene begins from a preset or from a step, not from both</source>
        <translation>场景要么从预设开始，要么从某一步开始，不能两者都是</translation>
    </message>
    <message>
        <source>there is no preset {got!r}; {hint}</source>
        <translation>没有预设 {got!r}；{hint}</translation>
    </message>
    <message>
        <source>there is no step {got!r} before this one; {hint}</source>
        <translation>在此之前没有步 {got!r}；{hint}</translation>
    </message>
    <message>
        <source>in the scene: {why}</source>
        <translation>在场景中：{why}</translation>
    </message>
    <message>
        <source>this is not valid TOML: {why}</source>
        <translation>这不是有效的 TOML：{why}</translation>
    </message>
    <message>
        <source>a caption or block has at most {most} characters, got {got}</source>
        <translation>一段说明或一个块至多 {most} 个字符，现有 {got} 个</translation>
    </message>
    <message>
        <source>a caption or block has at most {most} formulas, got {got}</source>
        <translation>一段说明或一个块至多 {most} 个公式，现有 {got} 个</translation>
    </message>
    <message>
        <source>HTML is not allowed in a lesson: write Markdown</source>
        <translation>课程中不允许 HTML：请写 Markdown</translation>
    </message>
    <message>
        <source>pictures are not allowed in a lesson: the scene is the picture</source>
        <translation>课程中不允许图片：场景就是图片</translation>
    </message>
    <message>
        <source>this formula cannot be set: {formula}</source>
        <translation>这个公式无法排版：{formula}</translation>
    </message>
    <message>
        <source>question.run must be the number of a run of the scene, 0 to {last}, got {got}</source>
        <translation>question.run 必须是场景中某个运行的编号，0 到 {last}，而现在是 {got}</translation>
    </message>
    <message>
        <source>a question of this kind needs a scene with runs</source>
        <translation>这类问题需要有运行的场景</translation>
    </message>
    <message>
        <source>to ask for the winner a scene needs two runs that are shown</source>
        <translation>要问谁获胜，场景需要两个显示的运行</translation>
    </message>
    <message>
        <source>to ask where a run ends the surface needs two variables or more</source>
        <translation>要问运行终止于何处，曲面需要两个或更多变量</translation>
    </message>
</context>
<context>
    <name>line1d</name>
    <message>
        <source>No cobweb: after the first step the runs leave this line.</source>
        <translation>没有蛛网图：第一步之后各运行就离开了这条线。</translation>
    </message>
    <message>
        <source>No cobweb: only gradient descent with a constant step, without noise, repeats one map of x.</source>
        <translation>没有蛛网图：只有无噪声、常数步长的梯度下降才是反复应用 x 的同一个映射。</translation>
    </message>
    <message>
        <source>No cobweb for {}: no repeated map of x.</source>
        <translation>{} 没有蛛网图：它不是 x 的反复映射。</translation>
    </message>
</context>
<context>
    <name>linesearch</name>
    <message>
        <source>Sufficient decrease</source>
        <translation>充分下降</translation>
    </message>
    <message>
        <source>Share of the decrease promised by the slope that a step must reach</source>
        <translation>一步至少要达到斜率所承诺下降量的这个比例</translation>
    </message>
    <message>
        <source>Curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <source>Share of the first slope that may be left at the end of a step</source>
        <translation>一步结束时斜率至多保留初始斜率的这个比例</translation>
    </message>
    <message>
        <source>Largest step</source>
        <translation>最大步长</translation>
    </message>
    <message>
        <source>Steps are sought in (0, α_max]; the default stands for no limit</source>
        <translation>在 (0, α_max] 中寻找步长；默认值表示没有限制</translation>
    </message>
    <message>
        <source>Most trials</source>
        <translation>最多试探次数</translation>
    </message>
    <message>
        <source>A search that has tried this many steps in vain gives up</source>
        <translation>试过这么多步长仍无结果，搜索就放弃</translation>
    </message>
    <message>
        <source>the step lowers f enough</source>
        <translation>这一步使 f 下降得足够</translation>
    </message>
    <message>
        <source>no step lowers f enough, however short</source>
        <translation>无论多短的步都不能使 f 下降得足够</translation>
    </message>
    <message>
        <source>Backtracking (Armijo)</source>
        <translation>回溯（Armijo）</translation>
    </message>
    <message>
        <source>Shrink factor</source>
        <translation>缩小因子</translation>
    </message>
    <message>
        <source>A step that does not lower f enough is shortened by this factor</source>
        <translation>未使 f 充分下降的步按这个因子缩短</translation>
    </message>
    <message>
        <source>the search cannot begin: φ(0) = {value} and φ&apos;(0) = {slope}</source>
        <translation>搜索无法开始：φ(0) = {value}，φ&apos;(0) = {slope}</translation>
    </message>
    <message>
        <source>the direction does not go down: φ&apos;(0) = {slope}</source>
        <translation>该方向不下降：φ&apos;(0) = {slope}</translation>
    </message>
    <message>
        <source>the first trial step must be a number greater than 0, got {first}</source>
        <translation>第一个试探步长必须是大于 0 的数，而现在是 {first}</translation>
    </message>
    <message>
        <source>none of {trials} trial steps was accepted</source>
        <translation>{trials} 个试探步长都未被接受</translation>
    </message>
    <message>
        <source>rounding hides the decrease: the steps left to try all lie at α = {alpha}</source>
        <translation>舍入误差掩盖了下降：剩下可试的步长都在 α = {alpha}</translation>
    </message>
    <message>
        <source>φ still falls at the largest step allowed, α = {alpha}</source>
        <translation>在允许的最大步长 α = {alpha} 处 φ 仍在下降</translation>
    </message>
    <message>
        <source>the slope along the ray is 0: a minimiser of φ</source>
        <translation>沿射线的斜率为 0：φ 的极小点</translation>
    </message>
    <message>
        <source>the lowest of the trials, though not shown to be a minimiser of φ</source>
        <translation>试探点中最低的一个，但未证明它是 φ 的极小点</translation>
    </message>
    <message>
        <source>the bracket around a minimiser of φ is as narrow as rounding allows</source>
        <translation>包住 φ 极小点的区间已窄到舍入误差的极限</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>Share of the first slope that counts as 0</source>
        <translation>初始斜率的这个比例就算作 0</translation>
    </message>
    <message>
        <source>both Goldstein conditions hold</source>
        <translation>两个 Goldstein 条件都成立</translation>
    </message>
    <message>
        <source>Goldstein</source>
        <translation>Goldstein</translation>
    </message>
    <message>
        <source>Strip</source>
        <translation>条带</translation>
    </message>
    <message>
        <source>The decrease must lie between this share of the promised one and the rest</source>
        <translation>下降量必须在承诺下降量的这个比例与其余部分之间</translation>
    </message>
    <message>
        <source>Strong Wolfe (Moré and Thuente)</source>
        <translation>强 Wolfe（Moré 与 Thuente）</translation>
    </message>
    <message>
        <source>both strong Wolfe conditions hold</source>
        <translation>两个强 Wolfe 条件都成立</translation>
    </message>
    <message>
        <source>Strong Wolfe (Nocedal and Wright)</source>
        <translation>强 Wolfe（Nocedal 与 Wright）</translation>
    </message>
    <message>
        <source>both Wolfe conditions hold</source>
        <translation>两个 Wolfe 条件都成立</translation>
    </message>
    <message>
        <source>Wolfe (weak)</source>
        <translation>Wolfe（弱）</translation>
    </message>
</context>
<context>
    <name>losses</name>
    <message>
        <source>Half mean square</source>
        <translation>半均方</translation>
    </message>
    <message>
        <source>Mean square</source>
        <translation>均方</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>Softmax cross-entropy</source>
        <translation>Softmax 交叉熵</translation>
    </message>
    <message>
        <source>Hinge</source>
        <translation>合页（hinge）</translation>
    </message>
</context>
<context>
    <name>network</name>
    <message>
        <source>complex step</source>
        <translation>复数步</translation>
    </message>
    <message>
        <source>central differences</source>
        <translation>中心差分</translation>
    </message>
    <message>
        <source>∂{s}/∂{W} is a tensor {shape}, contracted with {d}</source>
        <translation>∂{s}/∂{W} 是形状为 {shape} 的张量，与 {d} 缩并</translation>
    </message>
    <message>
        <source>✗ The slide sets {own} equal to a chain that ends in {before}</source>
        <translation>✗ 幻灯片把 {own} 写成终于 {before} 的链</translation>
    </message>
    <message>
        <source>In the slide&apos;s order</source>
        <translation>按幻灯片的次序</translation>
    </message>
    <message>
        <source>the network after epoch {k} of {n}</source>
        <translation>第 {k} 轮后的网络，共 {n} 轮</translation>
    </message>
    <message>
        <source>training: epoch {k} of {n}</source>
        <translation>训练：第 {k} 轮，共 {n} 轮</translation>
    </message>
    <message>
        <source>the network after epoch {k} of {n}, {count} of its weights set by hand</source>
        <translation>第 {k} 轮后的网络，共 {n} 轮，其中 {count} 个权重由手工设定</translation>
    </message>
    <message>
        <source>the weights under the cursor, ({x}, {y})</source>
        <translation>光标下的权重，({x}, {y})</translation>
    </message>
    <message>
        <source>the weights of {run} at step {k}</source>
        <translation>{run} 在第 {k} 步的权重</translation>
    </message>
    <message>
        <source>right {right} in training, {held} in test; loss {train} and {test}</source>
        <translation>训练正确 {right}，测试 {held}；损失 {train} 与 {test}</translation>
    </message>
    <message>
        <source>the training diverged after epoch {k} of {n}: its loss is no number any more</source>
        <translation>训练在第 {k} 轮（共 {n} 轮）之后发散：损失不再是数</translation>
    </message>
    <message>
        <source>training loss {train}, test loss {test}</source>
        <translation>训练损失 {train}，测试损失 {test}</translation>
    </message>
    <message>
        <source>the shapes do not match</source>
        <translation>形状不匹配</translation>
    </message>
    <message>
        <source>largest difference {gap}</source>
        <translation>最大差 {gap}</translation>
    </message>
    <message>
        <source>gradient by layer (log)</source>
        <translation>各层梯度（对数）</translation>
    </message>
    <message>
        <source>{how}, {n} entries:</source>
        <translation>{how}，{n} 项：</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
</context>
<context>
    <name>noise</name>
    <message>
        <source>Noise σ</source>
        <translation>噪声 σ</translation>
    </message>
    <message>
        <source>Standard deviation of the Gaussian noise added to each gradient coordinate</source>
        <translation>加到每个梯度坐标上的高斯噪声的标准差</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed gives the same noise</source>
        <translation>相同的种子给出相同的噪声</translation>
    </message>
    <message>
        <source>Same dice</source>
        <translation>同一副骰子</translation>
    </message>
    <message>
        <source>Every method of the race sees the same noise at the same step</source>
        <translation>竞赛中每个方法在同一步看到同样的噪声</translation>
    </message>
</context>
<context>
    <name>objectives</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>What the network is to learn</source>
        <translation>网络要学什么</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>圆环</translation>
    </message>
    <message>
        <source>exclusive or</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>two Gaussians</source>
        <translation>两个高斯团</translation>
    </message>
    <message>
        <source>spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>three blobs</source>
        <translation>三个团</translation>
    </message>
    <message>
        <source>regression: plane</source>
        <translation>回归：平面</translation>
    </message>
    <message>
        <source>regression: hills</source>
        <translation>回归：山丘</translation>
    </message>
    <message>
        <source>irises</source>
        <translation>鸢尾花</translation>
    </message>
    <message>
        <source>your own</source>
        <translation>自己的数据</translation>
    </message>
    <message>
        <source>Own data</source>
        <translation>自己的数据</translation>
    </message>
    <message>
        <source>One row a sample: 1 to 16 inputs, then its class or number. Inputs and numbers to be learnt are standardised by the training samples&apos; mean and deviation</source>
        <translation>每行一个样本：1 到 16 个输入，然后是类别或数值。输入和要学的数值按训练样本的均值与标准差标准化</translation>
    </message>
    <message>
        <source>Last column</source>
        <translation>最后一列</translation>
    </message>
    <message>
        <source>auto: classes where it has two different values or whole numbers from 0 to at most 9</source>
        <translation>自动：有两个不同的值，或为 0 到至多 9 的整数时当作类别</translation>
    </message>
    <message>
        <source>as it looks</source>
        <translation>按其样子</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>numbers to be learnt</source>
        <translation>要学的数值</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>How many samples, those kept for testing among them</source>
        <translation>共多少个样本，包括留作测试的</translation>
    </message>
    <message>
        <source>Noise of the data</source>
        <translation>数据噪声</translation>
    </message>
    <message>
        <source>How far samples stray from their figure</source>
        <translation>样本偏离其图形的程度</translation>
    </message>
    <message>
        <source>Kept for testing</source>
        <translation>留作测试</translation>
    </message>
    <message>
        <source>The share of samples that training never sees</source>
        <translation>训练从不看到的样本所占比例</translation>
    </message>
    <message>
        <source>Hidden layers</source>
        <translation>隐藏层</translation>
    </message>
    <message>
        <source>Units of each hidden layer, joined by hyphens; empty: none</source>
        <translation>每个隐藏层的单元数，用连字符连接；留空：没有</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Of the hidden layers</source>
        <translation>用于隐藏层</translation>
    </message>
    <message>
        <source>First weights</source>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>auto: He&apos;s rule for ReLU and its kin, Xavier&apos;s for the others; biases begin at 0</source>
        <translation>自动：ReLU 一类用 He 规则，其余用 Xavier 规则；偏置从 0 开始</translation>
    </message>
    <message>
        <source>as the activation needs</source>
        <translation>按激活函数需要</translation>
    </message>
    <message>
        <source>Xavier (Glorot)</source>
        <translation>Xavier（Glorot）</translation>
    </message>
    <message>
        <source>He</source>
        <translation>He</translation>
    </message>
    <message>
        <source>all zero</source>
        <translation>全为零</translation>
    </message>
    <message>
        <source>ten times too large</source>
        <translation>大十倍</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>auto: binary cross-entropy for two classes, softmax cross-entropy for more, ½ mean square for numbers</source>
        <translation>自动：两类用二元交叉熵，多类用 softmax 交叉熵，数值用 ½ 均方</translation>
    </message>
    <message>
        <source>as the data need</source>
        <translation>按数据需要</translation>
    </message>
    <message>
        <source>½ mean square</source>
        <translation>½ 均方</translation>
    </message>
    <message>
        <source>mean square</source>
        <translation>均方</translation>
    </message>
    <message>
        <source>binary cross-entropy</source>
        <translation>二元交叉熵</translation>
    </message>
    <message>
        <source>softmax cross-entropy</source>
        <translation>softmax 交叉熵</translation>
    </message>
    <message>
        <source>hinge</source>
        <translation>合页（hinge）</translation>
    </message>
    <message>
        <source>Trained by</source>
        <translation>训练方法</translation>
    </message>
    <message>
        <source>The method that trains the network</source>
        <translation>训练网络的方法</translation>
    </message>
    <message>
        <source>Sign descent</source>
        <translation>符号下降</translation>
    </message>
    <message>
        <source>Normalised gradient descent</source>
        <translation>归一化梯度下降</translation>
    </message>
    <message>
        <source>Proximal gradient</source>
        <translation>近端梯度</translation>
    </message>
    <message>
        <source>Gradient descent with line search</source>
        <translation>带线搜索的梯度下降</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Of the training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Of heavy ball and Nesterov</source>
        <translation>用于重球法与 Nesterov</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>调度</translation>
    </message>
    <message>
        <source>How the learning rate changes along the training, whose length sets the schedule&apos;s own</source>
        <translation>学习率在训练中如何变化；训练的长度决定调度自身的长度</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>steps, four of them</source>
        <translation>阶梯，共四级</translation>
    </message>
    <message>
        <source>exponential, to a hundredth</source>
        <translation>指数，降到百分之一</translation>
    </message>
    <message>
        <source>cosine, to 0</source>
        <translation>余弦，降到 0</translation>
    </message>
    <message>
        <source>cosine with two restarts</source>
        <translation>余弦，重启两次</translation>
    </message>
    <message>
        <source>linear, to 0</source>
        <translation>线性，降到 0</translation>
    </message>
    <message>
        <source>1/√k</source>
        <translation>1/√k</translation>
    </message>
    <message>
        <source>1/k</source>
        <translation>1/k</translation>
    </message>
    <message>
        <source>one cycle</source>
        <translation>单周期</translation>
    </message>
    <message>
        <source>cyclic, four times</source>
        <translation>循环，四次</translation>
    </message>
    <message>
        <source>reduced on a plateau</source>
        <translation>在平台期减小</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>The share of the training in which the learning rate climbs linearly from a tenth</source>
        <translation>训练中学习率从十分之一线性上升的那一段所占比例</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Samples in a step of the training; 0: all of them</source>
        <translation>每个训练步用的样本数；0：全部</translation>
    </message>
    <message>
        <source>Clip the gradient at</source>
        <translation>梯度裁剪到</translation>
    </message>
    <message>
        <source>The largest norm of a gradient that is let through; 0: any</source>
        <translation>放行的梯度的最大范数；0：不限</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数（epoch）</translation>
    </message>
    <message>
        <source>How often the training goes through the data; more of them go on from its end</source>
        <translation>训练遍历数据的次数；增加时从末尾接着训练</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Of the data, the first weights, the shuffling and the random directions</source>
        <translation>用于数据、初始权重、洗牌与随机方向</translation>
    </message>
    <message>
        <source>L2 penalty λ</source>
        <translation>L2 罚系数 λ</translation>
    </message>
    <message>
        <source>Weight of ½‖W‖² in the loss; biases go free. AdamW decays by αλ instead, biases too</source>
        <translation>损失中 ½‖W‖² 的权重；偏置不受罚。AdamW 则按 αλ 衰减，偏置也在内</translation>
    </message>
    <message>
        <source>L1 penalty λ₁</source>
        <translation>L1 罚系数 λ₁</translation>
    </message>
    <message>
        <source>Weight of ‖W‖₁ in the loss; only the proximal method makes weights exactly 0</source>
        <translation>损失中 ‖W‖₁ 的权重；只有近端方法使权重恰好为 0</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活（dropout）</translation>
    </message>
    <message>
        <source>The probability with which a hidden unit is left out of a training step</source>
        <translation>一个隐藏单元在某个训练步被略去的概率</translation>
    </message>
    <message>
        <source>Early stopping after</source>
        <translation>早停耐心</translation>
    </message>
    <message>
        <source>Epochs without a lower test loss after which training stops, back at the best; 0: never</source>
        <translation>测试损失不再降低多少轮后停止训练并回到最好处；0：从不</translation>
    </message>
    <message>
        <source>Condition number κ</source>
        <translation>条件数 κ</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Centre x</source>
        <translation>中心 x</translation>
    </message>
    <message>
        <source>Centre y</source>
        <translation>中心 y</translation>
    </message>
    <message>
        <source>Largest curvature L</source>
        <translation>最大曲率 L</translation>
    </message>
    <message>
        <source>Zakharov</source>
        <translation>Zakharov</translation>
    </message>
    <message>
        <source>Sum of different powers</source>
        <translation>不同幂之和</translation>
    </message>
    <message>
        <source>Huber</source>
        <translation>Huber</translation>
    </message>
    <message>
        <source>Reach δ of the quadratic</source>
        <translation>二次部分的范围 δ</translation>
    </message>
    <message>
        <source>Beyond this distance from 0 the slope grows no further</source>
        <translation>离 0 超过这个距离，斜率不再增长</translation>
    </message>
    <message>
        <source>Weight κ along y</source>
        <translation>y 方向的权重 κ</translation>
    </message>
    <message>
        <source>Curvature at 0 along y, where that along x is 1</source>
        <translation>0 处 y 方向的曲率，x 方向为 1</translation>
    </message>
    <message>
        <source>Least squares</source>
        <translation>最小二乘</translation>
    </message>
    <message>
        <source>Of AᵀA: ratio of its largest to its smallest eigenvalue</source>
        <translation>AᵀA 的最大与最小特征值之比</translation>
    </message>
    <message>
        <source>Angle from the x axis to the direction in which ‖Ax − b‖ rises least</source>
        <translation>从 x 轴到 ‖Ax − b‖ 上升最慢方向的角度</translation>
    </message>
    <message>
        <source>First coordinate of the minimum of ½‖Ax − b‖² alone</source>
        <translation>仅 ½‖Ax − b‖² 的极小点的第一坐标</translation>
    </message>
    <message>
        <source>Second coordinate of the minimum of ½‖Ax − b‖² alone</source>
        <translation>仅 ½‖Ax − b‖² 的极小点的第二坐标</translation>
    </message>
    <message>
        <source>Largest eigenvalue of AᵀA: proximal gradient takes 1/L as its step</source>
        <translation>AᵀA 的最大特征值：近端梯度以 1/L 为步长</translation>
    </message>
    <message>
        <source>Penalty</source>
        <translation>罚项</translation>
    </message>
    <message>
        <source>Lasso (L1)</source>
        <translation>Lasso（L1）</translation>
    </message>
    <message>
        <source>Weight of |x| + |y|: the more, the more coordinates are exactly 0</source>
        <translation>|x| + |y| 的权重：越大，恰为 0 的坐标越多</translation>
    </message>
    <message>
        <source>Ridge (squared L2)</source>
        <translation>岭（L2 平方）</translation>
    </message>
    <message>
        <source>Weight of ½(x² + y²): it is added to every curvature</source>
        <translation>½(x² + y²) 的权重：它加到每个曲率上</translation>
    </message>
    <message>
        <source>Elastic net (L1 + squared L2)</source>
        <translation>弹性网（L1 + L2 平方）</translation>
    </message>
    <message>
        <source>Weight of |x| + |y|, which makes coordinates exactly 0</source>
        <translation>|x| + |y| 的权重，它使坐标恰好为 0</translation>
    </message>
    <message>
        <source>Weight of ½(x² + y²), which adds curvature</source>
        <translation>½(x² + y²) 的权重，它增加曲率</translation>
    </message>
    <message>
        <source>Group lasso (L2, not squared)</source>
        <translation>组 lasso（L2，不平方）</translation>
    </message>
    <message>
        <source>Weight of √(x² + y²): enough of it makes both coordinates exactly 0</source>
        <translation>√(x² + y²) 的权重：足够大时两个坐标都恰好为 0</translation>
    </message>
    <message>
        <source>Least squares in a box</source>
        <translation>盒约束最小二乘</translation>
    </message>
    <message>
        <source>Half width</source>
        <translation>半宽</translation>
    </message>
    <message>
        <source>x lies between minus this and this</source>
        <translation>x 在此值的相反数与此值之间</translation>
    </message>
    <message>
        <source>Half height</source>
        <translation>半高</translation>
    </message>
    <message>
        <source>y lies between minus this and this</source>
        <translation>y 在此值的相反数与此值之间</translation>
    </message>
    <message>
        <source>Least squares in a disc</source>
        <translation>圆盘约束最小二乘</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>The point lies no farther than this from the origin</source>
        <translation>点离原点不超过这个距离</translation>
    </message>
    <message>
        <source>own: rows of your own</source>
        <translation>own：自己的数据行</translation>
    </message>
    <message>
        <source>Samples n</source>
        <translation>样本数 n</translation>
    </message>
    <message>
        <source>How many samples the sum has; a mini-batch is drawn from them</source>
        <translation>求和中有多少样本；小批量从中抽取</translation>
    </message>
    <message>
        <source>Of AᵀA/n, exactly: how strongly the features depend on each other</source>
        <translation>AᵀA/n 的，精确值：特征之间的相关程度</translation>
    </message>
    <message>
        <source>Data seed</source>
        <translation>数据种子</translation>
    </message>
    <message>
        <source>The same seed gives the same data</source>
        <translation>相同的种子给出相同的数据</translation>
    </message>
    <message>
        <source>Weight of ½‖w‖², added to the loss of every sample</source>
        <translation>½‖w‖² 的权重，加到每个样本的损失上</translation>
    </message>
    <message>
        <source>One row a sample: feature and target, or two features and target</source>
        <translation>每行一个样本：特征与目标，或两个特征与目标</translation>
    </message>
    <message>
        <source>Standardise features</source>
        <translation>标准化特征</translation>
    </message>
    <message>
        <source>Take the mean from each feature and divide by its standard deviation</source>
        <translation>从每个特征减去均值再除以标准差</translation>
    </message>
    <message>
        <source>line: slope and intercept; features: two correlated features; own: rows of your own</source>
        <translation>line：斜率与截距；features：两个相关特征；own：自己的数据行</translation>
    </message>
    <message>
        <source>points about a line</source>
        <translation>一条直线附近的点</translation>
    </message>
    <message>
        <source>correlated features</source>
        <translation>相关特征</translation>
    </message>
    <message>
        <source>Noise of the targets</source>
        <translation>目标的噪声</translation>
    </message>
    <message>
        <source>Standard deviation of the targets about the line; 0: it meets them all</source>
        <translation>目标偏离直线的标准差；0：全部精确落在线上</translation>
    </message>
    <message>
        <source>Logistic regression</source>
        <translation>逻辑回归</translation>
    </message>
    <message>
        <source>Of the covariance of each class: how strongly the features correlate</source>
        <translation>每一类协方差的：特征之间的相关程度</translation>
    </message>
    <message>
        <source>One row a sample: one or two features, then the class, 0 or 1</source>
        <translation>每行一个样本：一个或两个特征，然后是类别 0 或 1</translation>
    </message>
    <message>
        <source>classes: two Gaussian clouds; own: rows of your own</source>
        <translation>classes：两个高斯云；own：自己的数据行</translation>
    </message>
    <message>
        <source>two classes</source>
        <translation>两类</translation>
    </message>
    <message>
        <source>Separation of the classes</source>
        <translation>类间距离</translation>
    </message>
    <message>
        <source>Distance of the class means, in standard deviations of a feature</source>
        <translation>两类均值之间的距离，以特征的标准差计</translation>
    </message>
    <message>
        <source>Robust regression</source>
        <translation>稳健回归</translation>
    </message>
    <message>
        <source>Of AᵀA/n: 1 with the feature&apos;s mean at 0, more the farther it is</source>
        <translation>AᵀA/n 的：特征均值为 0 时为 1，离得越远越大</translation>
    </message>
    <message>
        <source>lines: points about two lines; own: rows of your own</source>
        <translation>lines：两条直线附近的点；own：自己的数据行</translation>
    </message>
    <message>
        <source>two lines</source>
        <translation>两条直线</translation>
    </message>
    <message>
        <source>Share of outliers</source>
        <translation>离群点比例</translation>
    </message>
    <message>
        <source>Share of the points that lie about the other line</source>
        <translation>落在另一条直线附近的点所占比例</translation>
    </message>
    <message>
        <source>Standard deviation of the targets about their line</source>
        <translation>目标偏离各自直线的标准差</translation>
    </message>
    <message>
        <source>Width of the loss c</source>
        <translation>损失的宽度 c</translation>
    </message>
    <message>
        <source>Residuals well above c hardly count; for a large c it is least squares</source>
        <translation>远大于 c 的残差几乎不计；c 很大时就是最小二乘</translation>
    </message>
    <message>
        <source>Branin</source>
        <translation>Branin</translation>
    </message>
    <message>
        <source>Goldstein–Price</source>
        <translation>Goldstein–Price</translation>
    </message>
    <message>
        <source>McCormick</source>
        <translation>McCormick</translation>
    </message>
    <message>
        <source>Three-hump camel</source>
        <translation>三驼峰</translation>
    </message>
    <message>
        <source>Two-layer linear network</source>
        <translation>两层线性网络</translation>
    </message>
    <message>
        <source>Logistic plateau</source>
        <translation>逻辑平台</translation>
    </message>
    <message>
        <source>Weight of ½‖w‖²; the smaller, the flatter the plateau</source>
        <translation>½‖w‖² 的权重；越小，平台越平</translation>
    </message>
    <message>
        <source>Himmelblau</source>
        <translation>Himmelblau</translation>
    </message>
    <message>
        <source>Six-hump camel</source>
        <translation>六驼峰</translation>
    </message>
    <message>
        <source>Styblinski–Tang</source>
        <translation>Styblinski–Tang</translation>
    </message>
    <message>
        <source>Rastrigin</source>
        <translation>Rastrigin</translation>
    </message>
    <message>
        <source>Ackley</source>
        <translation>Ackley</translation>
    </message>
    <message>
        <source>Slice of a network&apos;s loss</source>
        <translation>网络损失的切片</translation>
    </message>
    <message>
        <source>Directions</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Which plane through weight space is shown</source>
        <translation>显示权重空间中的哪个平面</translation>
    </message>
    <message>
        <source>random, normalised by filter</source>
        <translation>随机，按滤波器归一化</translation>
    </message>
    <message>
        <source>random, normalised by layer</source>
        <translation>随机，按层归一化</translation>
    </message>
    <message>
        <source>random, as drawn</source>
        <translation>随机，原样</translation>
    </message>
    <message>
        <source>principal components of the training</source>
        <translation>训练的主成分</translation>
    </message>
    <message>
        <source>principal components of three trainings</source>
        <translation>三次训练的主成分</translation>
    </message>
    <message>
        <source>top eigenvectors of the Hessian</source>
        <translation>Hessian 矩阵的前几个特征向量</translation>
    </message>
    <message>
        <source>through three trained networks</source>
        <translation>过三个训练好的网络</translation>
    </message>
    <message>
        <source>the bend between two networks</source>
        <translation>两个网络之间的弯路</translation>
    </message>
    <message>
        <source>two chosen weights</source>
        <translation>选定的两个权重</translation>
    </message>
    <message>
        <source>Turn the biases too</source>
        <translation>偏置也转动</translation>
    </message>
    <message>
        <source>Off: the biases stay as they were trained, as Li et al. draw it</source>
        <translation>关：偏置保持训练后的值，如 Li 等人所画</translation>
    </message>
    <message>
        <source>First weight</source>
        <translation>第一个权重</translation>
    </message>
    <message>
        <source>Such as W1[2,1], layer 1 into unit 2 from unit 1, or b1[2]</source>
        <translation>例如 W1[2,1]：第 1 层，从单元 1 到单元 2；或 b1[2]</translation>
    </message>
    <message>
        <source>Second weight</source>
        <translation>第二个权重</translation>
    </message>
    <message>
        <source>Another one; a click on an edge of the network picks it too</source>
        <translation>另一个；点击网络的一条边也可选取</translation>
    </message>
    <message>
        <source>Height is</source>
        <translation>高度是</translation>
    </message>
    <message>
        <source>What is seen over the plane; wrong: 1 − accuracy</source>
        <translation>平面之上看到的是什么；错误：1 − 准确率</translation>
    </message>
    <message>
        <source>the training loss</source>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>the training loss without its penalty</source>
        <translation>不含罚项的训练损失</translation>
    </message>
    <message>
        <source>the test loss</source>
        <translation>测试损失</translation>
    </message>
    <message>
        <source>the share of training samples that is wrong</source>
        <translation>训练样本中错误的比例</translation>
    </message>
    <message>
        <source>the share of test samples that is wrong</source>
        <translation>测试样本中错误的比例</translation>
    </message>
    <message>
        <source>Height drawn</source>
        <translation>高度画法</translation>
    </message>
    <message>
        <source>The logarithm shows a valley&apos;s floor, a clipped loss hides its walls</source>
        <translation>对数显示谷底，截断的损失隐去谷壁</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>as its logarithm, base 10</source>
        <translation>以 10 为底的对数</translation>
    </message>
    <message>
        <source>clipped</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Clipped at</source>
        <translation>截断于</translation>
    </message>
    <message>
        <source>What is higher is drawn as high as this</source>
        <translation>更高的部分画到这个高度</translation>
    </message>
    <message>
        <source>Reach</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Half the width of the plane, in lengths of its directions</source>
        <translation>平面宽度的一半，以其方向的长度计</translation>
    </message>
    <message>
        <source>Newton&apos;s fractal</source>
        <translation>牛顿分形</translation>
    </message>
    <message>
        <source>Parabola (1-D)</source>
        <translation>抛物线（一维）</translation>
    </message>
    <message>
        <source>Curvature h</source>
        <translation>曲率 h</translation>
    </message>
    <message>
        <source>Second derivative of the parabola</source>
        <translation>抛物线的二阶导数</translation>
    </message>
    <message>
        <source>Double well (1-D)</source>
        <translation>双井（一维）</translation>
    </message>
    <message>
        <source>Tilt t</source>
        <translation>倾斜 t</translation>
    </message>
    <message>
        <source>Slope added to the wells; beyond ±0.385 one of them vanishes</source>
        <translation>加到双井上的斜率；超过 ±0.385 时其中一个消失</translation>
    </message>
    <message>
        <source>Lessard–Recht–Packard (1-D)</source>
        <translation>Lessard–Recht–Packard（一维）</translation>
    </message>
    <message>
        <source>Easom</source>
        <translation>Easom</translation>
    </message>
    <message>
        <source>Michalewicz</source>
        <translation>Michalewicz</translation>
    </message>
    <message>
        <source>Quadratic</source>
        <translation>二次函数</translation>
    </message>
    <message>
        <source>Ratio of the largest to the smallest curvature, L/μ</source>
        <translation>最大与最小曲率之比 L/μ</translation>
    </message>
    <message>
        <source>Angle from the x axis to the direction of smallest curvature</source>
        <translation>从 x 轴到最小曲率方向的角度</translation>
    </message>
    <message>
        <source>First coordinate of the minimiser</source>
        <translation>极小点的第一坐标</translation>
    </message>
    <message>
        <source>Second coordinate of the minimiser</source>
        <translation>极小点的第二坐标</translation>
    </message>
    <message>
        <source>Largest eigenvalue of Q: the gradient&apos;s Lipschitz constant</source>
        <translation>Q 的最大特征值：梯度的 Lipschitz 常数</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>维数</translation>
    </message>
    <message>
        <source>Number of variables; the map shows the first two</source>
        <translation>变量个数；平面图显示前两个</translation>
    </message>
    <message>
        <source>Quadratic form</source>
        <translation>二次型</translation>
    </message>
    <message>
        <source>Matrix Q</source>
        <translation>矩阵 Q</translation>
    </message>
    <message>
        <source>Symmetric matrix of the quadratic, row by row: its Hessian</source>
        <translation>二次函数的对称矩阵，逐行给出：即其 Hessian 矩阵</translation>
    </message>
    <message>
        <source>Vector b</source>
        <translation>向量 b</translation>
    </message>
    <message>
        <source>Linear term: the gradient is Qx − b</source>
        <translation>线性项：梯度为 Qx − b</translation>
    </message>
    <message>
        <source>Dixon–Price</source>
        <translation>Dixon–Price</translation>
    </message>
    <message>
        <source>Ravine with a bend</source>
        <translation>带弯的峡谷</translation>
    </message>
    <message>
        <source>Wall steepness κ</source>
        <translation>谷壁陡度 κ</translation>
    </message>
    <message>
        <source>Curvature across the ravine, where that along it is 1</source>
        <translation>横穿峡谷的曲率，沿峡谷方向为 1</translation>
    </message>
    <message>
        <source>Width of the bend w</source>
        <translation>弯的宽度 w</translation>
    </message>
    <message>
        <source>Distance over which the ravine turns; small: a sharp corner</source>
        <translation>峡谷转弯所经的距离；小：急弯</translation>
    </message>
    <message>
        <source>Cliff</source>
        <translation>悬崖</translation>
    </message>
    <message>
        <source>Height of the cliff h</source>
        <translation>悬崖高度 h</translation>
    </message>
    <message>
        <source>How far it falls from the edge of the cliff to its foot</source>
        <translation>从崖边到崖底落下多少</translation>
    </message>
    <message>
        <source>Width of the wall w</source>
        <translation>崖壁宽度 w</translation>
    </message>
    <message>
        <source>The smaller, the steeper: the largest slope is h/4w</source>
        <translation>越小越陡：最大斜率为 h/4w</translation>
    </message>
    <message>
        <source>Saddle</source>
        <translation>鞍</translation>
    </message>
    <message>
        <source>Monkey saddle</source>
        <translation>猴鞍</translation>
    </message>
    <message>
        <source>Degenerate saddle</source>
        <translation>退化鞍</translation>
    </message>
    <message>
        <source>Saddle between two minima</source>
        <translation>两个极小点之间的鞍</translation>
    </message>
    <message>
        <source>Opened data</source>
        <translation>打开的数据</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The file that the values came from</source>
        <translation>这些值所来自的文件</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>SHA-256 of the file, 64 hexadecimal digits; empty is the example</source>
        <translation>文件的 SHA-256，64 位十六进制数；留空为示例</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>量</translation>
    </message>
    <message>
        <source>Which of the file&apos;s values; empty is the first</source>
        <translation>取文件中的哪些值；留空为第一个</translation>
    </message>
    <message>
        <source>Logarithm</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Take ln f for f; values of 0 and less become holes</source>
        <translation>用 ln f 代替 f；0 及以下的值成为空洞</translation>
    </message>
    <message>
        <source>Clip at percentile</source>
        <translation>按百分位截断</translation>
    </message>
    <message>
        <source>The highest values are cut flat: 95 cuts the highest 5 %; 100 cuts none</source>
        <translation>最高的值被削平：95 削去最高的 5 %；100 不削</translation>
    </message>
    <message>
        <source>Recorded path</source>
        <translation>记录的路径</translation>
    </message>
    <message>
        <source>Points of a training recorded elsewhere, drawn over the surface</source>
        <translation>在别处记录的训练的各点，画在曲面上</translation>
    </message>
    <message>
        <source>Bukin 6</source>
        <translation>Bukin 6</translation>
    </message>
    <message>
        <source>Cross-in-tray</source>
        <translation>Cross-in-tray</translation>
    </message>
    <message>
        <source>Hölder table</source>
        <translation>Hölder 桌</translation>
    </message>
    <message>
        <source>Eggholder</source>
        <translation>Eggholder</translation>
    </message>
    <message>
        <source>Your own formula</source>
        <translation>自己的公式</translation>
    </message>
    <message>
        <source>f(x, y) =</source>
        <translation>f(x, y) =</translation>
    </message>
    <message>
        <source>A formula in x and y; other letters become sliders, as in a x^2 + b y^2. Try sin, exp, |x|</source>
        <translation>关于 x 和 y 的公式；其他字母成为滑块，如 a x^2 + b y^2。试试 sin、exp、|x|</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>The values of the formula&apos;s letters</source>
        <translation>公式中字母的值</translation>
    </message>
    <message>
        <source>Rosenbrock</source>
        <translation>Rosenbrock</translation>
    </message>
    <message>
        <source>Minimiser a</source>
        <translation>极小点 a</translation>
    </message>
    <message>
        <source>The minimum lies at (a, a²)</source>
        <translation>极小点在 (a, a²)</translation>
    </message>
    <message>
        <source>Valley steepness b</source>
        <translation>谷的陡度 b</translation>
    </message>
    <message>
        <source>How steep the walls of the valley are against its floor</source>
        <translation>谷壁相对谷底有多陡</translation>
    </message>
    <message>
        <source>Beale</source>
        <translation>Beale</translation>
    </message>
    <message>
        <source>Booth</source>
        <translation>Booth</translation>
    </message>
    <message>
        <source>Matyas</source>
        <translation>Matyas</translation>
    </message>
    <message>
        <source>Lévy 13</source>
        <translation>Lévy 13</translation>
    </message>
    <message>
        <source>Griewank</source>
        <translation>Griewank</translation>
    </message>
    <message>
        <source>Schwefel</source>
        <translation>Schwefel</translation>
    </message>
    <message>
        <source>Flat and sharp wells</source>
        <translation>平井与尖井</translation>
    </message>
    <message>
        <source>Sharp curvature</source>
        <translation>尖井曲率</translation>
    </message>
    <message>
        <source>Hessian eigenvalue at the bottom of the sharp well, on the right</source>
        <translation>右边尖井底部的 Hessian 特征值</translation>
    </message>
    <message>
        <source>Flat curvature</source>
        <translation>平井曲率</translation>
    </message>
    <message>
        <source>Hessian eigenvalue at the bottom of the flat well, on the left</source>
        <translation>左边平井底部的 Hessian 特征值</translation>
    </message>
    <message>
        <source>Depth difference</source>
        <translation>深度差</translation>
    </message>
    <message>
        <source>How much deeper the sharp well is; negative: shallower</source>
        <translation>尖井深出多少；负：更浅</translation>
    </message>
    <message>
        <source>Separation</source>
        <translation>间距</translation>
    </message>
    <message>
        <source>Distance between the bottoms of the wells</source>
        <translation>两井底部之间的距离</translation>
    </message>
    <message>
        <source>Ridge smoothing</source>
        <translation>脊的平滑</translation>
    </message>
    <message>
        <source>Height over which the ridge between the wells is rounded off</source>
        <translation>两井之间的脊被磨圆的高度</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>closed form</source>
        <translation>闭式</translation>
    </message>
</context>
<context>
    <name>optimizers</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Step size: how far a step goes along the method&apos;s direction</source>
        <translation>步长：沿方法的方向走多远</translation>
    </message>
    <message>
        <source>Share of the last velocity that is kept; 0 gives gradient descent</source>
        <translation>上一速度保留的比例；0 即梯度下降</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>First-moment decay</source>
        <translation>一阶矩衰减</translation>
    </message>
    <message>
        <source>How slowly the running mean of the gradient forgets</source>
        <translation>梯度的滑动平均遗忘得多慢</translation>
    </message>
    <message>
        <source>Second-moment decay</source>
        <translation>二阶矩衰减</translation>
    </message>
    <message>
        <source>How slowly the running mean of the squared gradient forgets</source>
        <translation>梯度平方的滑动平均遗忘得多慢</translation>
    </message>
    <message>
        <source>Decay of the squares</source>
        <translation>平方的衰减</translation>
    </message>
    <message>
        <source>Added to the root of the second moment, so that nothing divides by 0</source>
        <translation>加到二阶矩的平方根上，以免除以 0</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Every step first shrinks x by the factor 1 − αλ, towards the origin</source>
        <translation>每一步先把 x 乘以 1 − αλ，向原点收缩</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>How the length of a step is found along the direction</source>
        <translation>沿方向的步长如何确定</translation>
    </message>
    <message>
        <source>Line search</source>
        <translation>线搜索</translation>
    </message>
    <message>
        <source>Added under both roots; it sets the length of the first steps, about √ε</source>
        <translation>加在两个根号下；它决定最初几步的长度，约为 √ε</translation>
    </message>
    <message>
        <source>Adadelta</source>
        <translation>Adadelta</translation>
    </message>
    <message>
        <source>AdaGrad</source>
        <translation>AdaGrad</translation>
    </message>
    <message>
        <source>Learning-rate decay</source>
        <translation>学习率衰减</translation>
    </message>
    <message>
        <source>Step k uses the learning rate α/(1 + kη); 0 keeps it constant</source>
        <translation>第 k 步用学习率 α/(1 + kη)；0 保持不变</translation>
    </message>
    <message>
        <source>Initial sum of squares</source>
        <translation>初始平方和</translation>
    </message>
    <message>
        <source>Where G begins: more than 0 makes the first steps shorter</source>
        <translation>G 的初值：大于 0 使最初几步变短</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>λx is added to the gradient before the moments: the gradient of ½λ‖x‖²</source>
        <translation>在取矩之前把 λx 加到梯度上：即 ½λ‖x‖² 的梯度</translation>
    </message>
    <message>
        <source>Adam with L2</source>
        <translation>带 L2 的 Adam</translation>
    </message>
    <message>
        <source>Added to |g| before the maximum, so that nothing divides by 0</source>
        <translation>取最大值之前加到 |g| 上，以免除以 0</translation>
    </message>
    <message>
        <source>AdaMax</source>
        <translation>AdaMax</translation>
    </message>
    <message>
        <source>Decay of the maximum</source>
        <translation>最大值的衰减</translation>
    </message>
    <message>
        <source>How slowly the largest gradient of each coordinate is forgotten</source>
        <translation>每个坐标的最大梯度遗忘得多慢</translation>
    </message>
    <message>
        <source>AdamW</source>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>ADMM</source>
        <translation>ADMM</translation>
    </message>
    <message>
        <source>Penalty parameter</source>
        <translation>罚参数</translation>
    </message>
    <message>
        <source>How strongly x and z are held together; 1/ρ is the step of the prox</source>
        <translation>x 与 z 被拉在一起的力度；1/ρ 是近端步长</translation>
    </message>
    <message>
        <source>Over-relaxation</source>
        <translation>过松弛</translation>
    </message>
    <message>
        <source>1 is plain ADMM; 1.5 to 1.8 often needs fewer steps</source>
        <translation>1 为普通 ADMM；1.5 到 1.8 常需更少的步</translation>
    </message>
    <message>
        <source>AMSGrad</source>
        <translation>AMSGrad</translation>
    </message>
    <message>
        <source>BFGS</source>
        <translation>BFGS</translation>
    </message>
    <message>
        <source>Conjugate gradients</source>
        <translation>共轭梯度</translation>
    </message>
    <message>
        <source>Line search, strong Wolfe or exact</source>
        <translation>线搜索，强 Wolfe 或精确</translation>
    </message>
    <message>
        <source>Curvature, below ½</source>
        <translation>曲率，小于 ½</translation>
    </message>
    <message>
        <source>Formula for β</source>
        <translation>β 的公式</translation>
    </message>
    <message>
        <source>How much of the last direction is kept; Polak and Ribière&apos;s forgets it where steps get short</source>
        <translation>上一方向保留多少；步变短时 Polak 与 Ribière 的公式会忘掉它</translation>
    </message>
    <message>
        <source>Fletcher and Reeves</source>
        <translation>Fletcher 与 Reeves</translation>
    </message>
    <message>
        <source>Polak and Ribière, cut off</source>
        <translation>Polak 与 Ribière，截断</translation>
    </message>
    <message>
        <source>Restart after</source>
        <translation>多少步后重启</translation>
    </message>
    <message>
        <source>After this many steps the direction is the negative gradient again; 0: never</source>
        <translation>这么多步之后方向重新取负梯度；0：从不</translation>
    </message>
    <message>
        <source>Newton, damped</source>
        <translation>阻尼牛顿法</translation>
    </message>
    <message>
        <source>DFP</source>
        <translation>DFP</translation>
    </message>
    <message>
        <source>FISTA</source>
        <translation>FISTA</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>When the momentum is thrown away: never, when it points uphill, or when f has risen</source>
        <translation>何时丢弃动量：从不、当它指向上坡时，或当 f 上升时</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>by the gradient</source>
        <translation>按梯度</translation>
    </message>
    <message>
        <source>by the function</source>
        <translation>按函数值</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>Gradient descent, backtracking</source>
        <translation>梯度下降，回溯</translation>
    </message>
    <message>
        <source>First trial step</source>
        <translation>首次试探步长</translation>
    </message>
    <message>
        <source>The step that every search tries first</source>
        <translation>每次搜索最先尝试的步长</translation>
    </message>
    <message>
        <source>Shrink factor</source>
        <translation>缩小因子</translation>
    </message>
    <message>
        <source>A step that does not lower f enough is shortened by this factor</source>
        <translation>未使 f 充分下降的步按这个因子缩短</translation>
    </message>
    <message>
        <source>Sufficient decrease</source>
        <translation>充分下降</translation>
    </message>
    <message>
        <source>Share of the decrease promised by the slope that a step must reach</source>
        <translation>一步至少要达到斜率所承诺下降量的这个比例</translation>
    </message>
    <message>
        <source>Gradient descent, exact line search</source>
        <translation>梯度下降，精确线搜索</translation>
    </message>
    <message>
        <source>Largest step</source>
        <translation>最大步长</translation>
    </message>
    <message>
        <source>The search looks at steps in (0, α_max]; the default stands for no limit, 1 clips most steps</source>
        <translation>在 (0, α_max] 中寻找步长；默认值表示没有限制，1 会截断大多数步</translation>
    </message>
    <message>
        <source>Heavy ball</source>
        <translation>重球法</translation>
    </message>
    <message>
        <source>L-BFGS</source>
        <translation>L-BFGS</translation>
    </message>
    <message>
        <source>Pairs remembered</source>
        <translation>记住的对数</translation>
    </message>
    <message>
        <source>How many of the last steps shape the direction; 3 to 20 are usual</source>
        <translation>方向由最近多少步决定；通常 3 到 20</translation>
    </message>
    <message>
        <source>Gradient descent, any line search</source>
        <translation>梯度下降，任意线搜索</translation>
    </message>
    <message>
        <source>First trial step of the run</source>
        <translation>运行的首次试探步长</translation>
    </message>
    <message>
        <source>What the first search tries first; backtracking begins every search with it</source>
        <translation>第一次搜索最先尝试的步长；回溯每次都从它开始</translation>
    </message>
    <message>
        <source>Lion</source>
        <translation>Lion</translation>
    </message>
    <message>
        <source>Weight of the momentum</source>
        <translation>动量的权重</translation>
    </message>
    <message>
        <source>Share of the momentum, beside the gradient, in what the sign is taken of</source>
        <translation>取符号的量中动量（相对于梯度）所占的比例</translation>
    </message>
    <message>
        <source>Momentum decay</source>
        <translation>动量衰减</translation>
    </message>
    <message>
        <source>How slowly the momentum forgets</source>
        <translation>动量遗忘得多慢</translation>
    </message>
    <message>
        <source>Lowest curvature</source>
        <translation>最低曲率</translation>
    </message>
    <message>
        <source>No eigenvalue used is below this; a tiny one allows very long steps</source>
        <translation>所用的特征值都不低于此；极小的值会允许很长的步</translation>
    </message>
    <message>
        <source>Newton, modified</source>
        <translation>修正牛顿法</translation>
    </message>
    <message>
        <source>Modification</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>All eigenvalues are raised by as much until the lowest is δ, or only those below δ</source>
        <translation>把所有特征值抬高同样多，直到最低者为 δ；或只抬高低于 δ 的</translation>
    </message>
    <message>
        <source>Shift all eigenvalues</source>
        <translation>平移所有特征值</translation>
    </message>
    <message>
        <source>Raise the low ones</source>
        <translation>抬高低的</translation>
    </message>
    <message>
        <source>NAdam</source>
        <translation>NAdam</translation>
    </message>
    <message>
        <source>Momentum warm-up</source>
        <translation>动量预热</translation>
    </message>
    <message>
        <source>How fast the momentum rises from about half β₁ to β₁; 0 holds it there</source>
        <translation>动量从约 β₁ 的一半升到 β₁ 的快慢；0 则停在那里</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Newton</source>
        <translation>牛顿法</translation>
    </message>
    <message>
        <source>Normalised gradient descent</source>
        <translation>归一化梯度下降</translation>
    </message>
    <message>
        <source>Gradient descent, Polyak step</source>
        <translation>梯度下降，Polyak 步长</translation>
    </message>
    <message>
        <source>Share of the step</source>
        <translation>步长的份额</translation>
    </message>
    <message>
        <source>1 is Polyak&apos;s step; below 2 no step goes away from a minimum of a convex f</source>
        <translation>1 为 Polyak 步长；小于 2 时，没有一步会远离凸函数 f 的极小点</translation>
    </message>
    <message>
        <source>Lowest value, if not known</source>
        <translation>最低值（若未知）</translation>
    </message>
    <message>
        <source>f* where the surface does not state its own; the method heads for this value</source>
        <translation>曲面自己没有给出 f* 时用的值；方法朝这个值前进</translation>
    </message>
    <message>
        <source>Proximal gradient (ISTA)</source>
        <translation>近端梯度（ISTA）</translation>
    </message>
    <message>
        <source>RAdam</source>
        <translation>RAdam</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>Share of the last scaled step that is kept; 0 is plain RMSProp</source>
        <translation>保留上一缩放步的比例；0 为普通 RMSProp</translation>
    </message>
    <message>
        <source>Centred</source>
        <translation>中心化</translation>
    </message>
    <message>
        <source>Divides by the gradient&apos;s standard deviation instead of its size</source>
        <translation>除以梯度的标准差，而不是其大小</translation>
    </message>
    <message>
        <source>Newton, saddle-free</source>
        <translation>无鞍牛顿法</translation>
    </message>
    <message>
        <source>SGD</source>
        <translation>SGD</translation>
    </message>
    <message>
        <source>Sign descent</source>
        <translation>符号下降</translation>
    </message>
    <message>
        <source>Subgradient method</source>
        <translation>次梯度法</translation>
    </message>
    <message>
        <source>Trust region</source>
        <translation>信赖域</translation>
    </message>
    <message>
        <source>Step within the region</source>
        <translation>信赖域内的步</translation>
    </message>
    <message>
        <source>The model&apos;s lowest point in the circle, a bent path towards it, or its lowest along −g</source>
        <translation>圆内模型的最低点、通向它的折线，或沿 −g 的最低点</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Dogleg</source>
        <translation>折线（dogleg）</translation>
    </message>
    <message>
        <source>Cauchy point</source>
        <translation>Cauchy 点</translation>
    </message>
    <message>
        <source>First radius</source>
        <translation>初始半径</translation>
    </message>
    <message>
        <source>How far the quadratic model is trusted at the start</source>
        <translation>一开始在多大范围内信任二次模型</translation>
    </message>
    <message>
        <source>Largest radius</source>
        <translation>最大半径</translation>
    </message>
    <message>
        <source>The circle never grows beyond this</source>
        <translation>圆不会超过这个大小</translation>
    </message>
    <message>
        <source>Least ratio</source>
        <translation>最小比值</translation>
    </message>
    <message>
        <source>A step is taken where f falls by more than this share of the promise</source>
        <translation>f 的下降超过承诺的这个比例时，才接受这一步</translation>
    </message>
</context>
<context>
    <name>panes</name>
    <message>
        <source>Panes show</source>
        <translation>分窗显示</translation>
    </message>
    <message>
        <source>the surface</source>
        <translation>曲面</translation>
    </message>
    <message>
        <source>the map</source>
        <translation>平面图</translation>
    </message>
    <message>
        <source>What every pane shows</source>
        <translation>每个分窗显示什么</translation>
    </message>
</context>
<context>
    <name>phases</name>
    <message>
        <source>monotone</source>
        <translation>单调</translation>
    </message>
    <message>
        <source>oscillating</source>
        <translation>振荡</translation>
    </message>
    <message>
        <source>sign-flipping</source>
        <translation>变号</translation>
    </message>
    <message>
        <source>diverging</source>
        <translation>发散</translation>
    </message>
</context>
<context>
    <name>preset texts</name>
    <message>
        <source>Four methods, one start</source>
        <translation>四种方法，一个起点</translation>
    </message>
    <message>
        <source>Gradient descent, Nesterov and Adam settle in the nearer valley; heavy ball has the speed to carry on into a deeper one. Drag the start and watch that change.</source>
        <translation>梯度下降、Nesterov 与 Adam 落入较近的山谷；重球法有足够的速度冲进更深的一个。拖动起点，看这如何改变。</translation>
    </message>
    <message>
        <source>κ = 1: a round bowl</source>
        <translation>κ = 1：圆碗</translation>
    </message>
    <message>
        <source>All eigenvalues are equal and the gradient points straight at the minimum: gradient descent walks a straight line. Its best step, 1/L, would arrive at once.</source>
        <translation>所有特征值相等，梯度正指向极小点：梯度下降走直线。它的最优步长 1/L 一步就到。</translation>
    </message>
    <message>
        <source>κ = 10: an oval bowl</source>
        <translation>κ = 10：椭圆碗</translation>
    </message>
    <message>
        <source>The gradient no longer points at the minimum: gradient descent zig-zags across the valley, and momentum arrives in about half the steps or fewer.</source>
        <translation>梯度不再指向极小点：梯度下降在谷中走锯齿，动量只需约一半或更少的步。</translation>
    </message>
    <message>
        <source>GD, best step 2/(L+μ)</source>
        <translation>GD，最优步长 2/(L+μ)</translation>
    </message>
    <message>
        <source>Nesterov, α = 1/L</source>
        <translation>Nesterov，α = 1/L</translation>
    </message>
    <message>
        <source>Heavy ball, best α and β</source>
        <translation>重球法，最优 α 与 β</translation>
    </message>
    <message>
        <source>κ = 100: a narrow valley</source>
        <translation>κ = 100：狭谷</translation>
    </message>
    <message>
        <source>The largest eigenvalue limits the step and the smallest one sets the pace: even its best constant step, 2/(L+μ), leaves gradient descent (κ−1)/(κ+1) = 98 % of the error each time.</source>
        <translation>最大特征值限制步长，最小特征值决定快慢：即使用最优的常数步长 2/(L+μ)，梯度下降每步仍留下误差的 (κ−1)/(κ+1) = 98 %。</translation>
    </message>
    <message>
        <source>Learning rate too small</source>
        <translation>学习率太小</translation>
    </message>
    <message>
        <source>At a fiftieth of the critical value 2/L every step is safe and short: after 100 steps the run has not arrived.</source>
        <translation>只有临界值 2/L 的五十分之一：每一步都安全而短小，100 步之后仍未到达。</translation>
    </message>
    <message>
        <source>Learning rate just right</source>
        <translation>学习率正好</translation>
    </message>
    <message>
        <source>α = 2/(L+μ) balances the steepest and the flattest direction and gives the best rate of any constant step.</source>
        <translation>α = 2/(L+μ) 在最陡与最平的方向之间取得平衡，给出常数步长中最好的速率。</translation>
    </message>
    <message>
        <source>Learning rate too large</source>
        <translation>学习率太大</translation>
    </message>
    <message>
        <source>Just above 2/L the error along the steep direction grows by |1 − αL| each step: the run jumps across the valley, wider and wider.</source>
        <translation>略大于 2/L 时，陡方向的误差每步增长为 |1 − αL| 倍：运行在谷间来回跳，越跳越远。</translation>
    </message>
    <message>
        <source>Exact line search zig-zags</source>
        <translation>精确线搜索走锯齿</translation>
    </message>
    <message>
        <source>From the worst start, (κ, ±1) in eigen-coordinates, successive gradients are orthogonal and f − f* shrinks by ((κ−1)/(κ+1))² at every step, no faster.</source>
        <translation>从最坏起点（特征坐标 (κ, ±1)）出发，相邻梯度正交，f − f* 每步恰好缩小为 ((κ−1)/(κ+1))² 倍，不会更快。</translation>
    </message>
    <message>
        <source>Why α in (0, 1) is not enough</source>
        <translation>为什么 α 在 (0, 1) 中还不够</translation>
    </message>
    <message>
        <source>With L = 0.1 and μ = 0.01 the exact steps lie between 10 and 100. Clipped at 1, as on the slide, the search crawls; the unbounded one arrives.</source>
        <translation>L = 0.1、μ = 0.01 时，精确步长在 10 到 100 之间。像幻灯片那样截断在 1，搜索就爬行；不设限的则到达。</translation>
    </message>
    <message>
        <source>α in (0, 1)</source>
        <translation>α 在 (0, 1) 中</translation>
    </message>
    <message>
        <source>unbounded</source>
        <translation>不设限</translation>
    </message>
    <message>
        <source>Leaving a saddle</source>
        <translation>离开鞍点</translation>
    </message>
    <message>
        <source>The start lies almost on the ridge. Gradient descent leaves the saddle by (1 + α|λ|) a step, momentum and Adam sooner.</source>
        <translation>起点几乎在脊上。梯度下降每步以 (1 + α|λ|) 倍离开鞍点，动量与 Adam 更快。</translation>
    </message>
    <message>
        <source>Exactly on the ridge</source>
        <translation>正在脊上</translation>
    </message>
    <message>
        <source>With y = 0 the gradient never leaves the x axis: gradient descent converges to the saddle. Noise, here on SGD, is enough to fall off.</source>
        <translation>y = 0 时梯度始终不离开 x 轴：梯度下降收敛到鞍点。噪声（这里加在 SGD 上）足以让它掉下来。</translation>
    </message>
    <message>
        <source>Monkey saddle</source>
        <translation>猴鞍</translation>
    </message>
    <message>
        <source>Three valleys meet and the Hessian at 0 is zero: it decides nothing, and f has no lower bound.</source>
        <translation>三条山谷交汇，0 处的 Hessian 矩阵为零：它什么也判定不了，而且 f 没有下界。</translation>
    </message>
    <message>
        <source>Flat and sharp wells</source>
        <translation>平井与尖井</translation>
    </message>
    <message>
        <source>Above αλ = 2 the sharp well throws a run out: the larger step ends in the flat well, the smaller one stays.</source>
        <translation>αλ 大于 2 时，尖井把运行抛出：较大的步终止于平井，较小的留在原处。</translation>
    </message>
    <message>
        <source>GD, small step</source>
        <translation>GD，小步长</translation>
    </message>
    <message>
        <source>GD, large step</source>
        <translation>GD，大步长</translation>
    </message>
    <message>
        <source>The same dice</source>
        <translation>同一副骰子</translation>
    </message>
    <message>
        <source>One noise for all. SGD, momentum and Adam end in a cloud around the minimum, not on it: its size grows with the learning rate.</source>
        <translation>所有方法用同样的噪声。SGD、动量与 Adam 终止于极小点周围的云中，而不是极小点上：云的大小随学习率增长。</translation>
    </message>
    <message>
        <source>Rosenbrock&apos;s valley</source>
        <translation>Rosenbrock 的山谷</translation>
    </message>
    <message>
        <source>Finding the valley is easy, following it is not: gradient descent creeps along the floor where momentum runs.</source>
        <translation>找到山谷容易，沿谷前进难：梯度下降沿谷底爬行，动量则奔跑。</translation>
    </message>
    <message>
        <source>Four basins, three ends</source>
        <translation>四个盆地，三个终点</translation>
    </message>
    <message>
        <source>Four equally deep minima. From one start gradient descent, heavy ball and Adam end in three of them: which one a run finds depends on the start and on the method.</source>
        <translation>四个同样深的极小点。从同一起点，梯度下降、重球法与 Adam 终止于其中三个：找到哪一个取决于起点和方法。</translation>
    </message>
    <message>
        <source>Adam and AdamW</source>
        <translation>Adam 与 AdamW</translation>
    </message>
    <message>
        <source>Decoupled decay pulls towards the origin at every step: AdamW ends short of the minimum of f.</source>
        <translation>解耦的衰减每一步都拉向原点：AdamW 停在 f 的极小点之前。</translation>
    </message>
    <message>
        <source>Acceleration at κ = 100</source>
        <translation>κ = 100 时的加速</translation>
    </message>
    <message>
        <source>With their best parameters heavy ball and Nesterov need a number of steps that grows like √κ, gradient descent one that grows like κ.</source>
        <translation>用各自最好的参数，重球法与 Nesterov 所需步数按 √κ 增长，梯度下降则按 κ 增长。</translation>
    </message>
    <message>
        <source>A plateau</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Past the steep slope the logistic loss is almost flat: the gradient fades and gradient descent slows to a crawl, while momentum keeps its speed.</source>
        <translation>过了陡坡，逻辑损失几乎是平的：梯度消退，梯度下降慢得像爬，动量则保持速度。</translation>
    </message>
    <message>
        <source>One variable: the cobweb</source>
        <translation>一个变量：蛛网图</translation>
    </message>
    <message>
        <source>Gradient descent is the iteration of x ↦ x − αf′(x). Below 1/L it creeps down one side, between 1/L and 2/L it hops across, above 2/L it flies away.</source>
        <translation>梯度下降就是迭代 x ↦ x − αf′(x)。小于 1/L 时从一侧爬下，1/L 与 2/L 之间来回跳过，大于 2/L 则飞走。</translation>
    </message>
    <message>
        <source>α = 0.5/L</source>
        <translation>α = 0.5/L</translation>
    </message>
    <message>
        <source>α = 1.8/L</source>
        <translation>α = 1.8/L</translation>
    </message>
    <message>
        <source>α = 2.05/L</source>
        <translation>α = 2.05/L</translation>
    </message>
    <message>
        <source>A falling rate settles</source>
        <translation>下降的学习率使其安定</translation>
    </message>
    <message>
        <source>Same dice for all. A constant rate keeps SGD in its noise ball; α/(1 + k/s) and the cosine let it settle.</source>
        <translation>所有运行同一副骰子。常数学习率让 SGD 停留在噪声球中；α/(1 + k/s) 与余弦让它安定下来。</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>1/k</source>
        <translation>1/k</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Cut the rate in mid-run</source>
        <translation>中途降低学习率</translation>
    </message>
    <message>
        <source>At step 120 one run&apos;s learning rate is cut to a tenth: its noise ball shrinks by about √10 within a few steps.</source>
        <translation>在第 120 步，一个运行的学习率降为十分之一：它的噪声球在几步之内缩小约 √10 倍。</translation>
    </message>
    <message>
        <source>α = 0.4</source>
        <translation>α = 0.4</translation>
    </message>
    <message>
        <source>α cut to 0.04</source>
        <translation>α 降为 0.04</translation>
    </message>
    <message>
        <source>Edge of stability</source>
        <translation>稳定性边缘</translation>
    </message>
    <message>
        <source>½(xy − 1)²: on the hyperbola of minima the sharpness is x² + y². α = 0.1 stays at 16.1 &lt; 2/α = 20; α = 0.2 cannot, and slides to a flatter minimum, 2.04.</source>
        <translation>½(xy − 1)²：在极小点构成的双曲线上，尖锐度为 x² + y²。α = 0.1 停在 16.1 &lt; 2/α = 20；α = 0.2 做不到，滑向更平坦的极小点，2.04。</translation>
    </message>
    <message>
        <source>α = 0.1</source>
        <translation>α = 0.1</translation>
    </message>
    <message>
        <source>α = 0.2</source>
        <translation>α = 0.2</translation>
    </message>
    <message>
        <source>Heavy ball on a loop</source>
        <translation>重球法兜圈子</translation>
    </message>
    <message>
        <source>Strongly convex, and still heavy ball tuned for quadratics goes round three points for ever (Lessard, Recht, Packard 2016). Gradient descent converges.</source>
        <translation>强凸，然而为二次函数调好的重球法仍永远绕着三个点转（Lessard、Recht、Packard 2016）。梯度下降收敛。</translation>
    </message>
    <message>
        <source>Newton goes where the gradient vanishes</source>
        <translation>牛顿法走向梯度消失之处</translation>
    </message>
    <message>
        <source>From the same start pure Newton climbs to the maximum and BFGS, whose steps must lower f, finds a minimum. Saddle-free Newton turns the negative curvatures round.</source>
        <translation>从同一起点，纯牛顿法爬上极大点，而每步必须使 f 下降的 BFGS 找到极小点。无鞍牛顿法把负曲率翻转过来。</translation>
    </message>
    <message>
        <source>Curvature pays: Rosenbrock&apos;s valley</source>
        <translation>曲率值得：Rosenbrock 的山谷</translation>
    </message>
    <message>
        <source>BFGS, damped Newton and a trust region go round the bend in some dozens of steps; gradient descent with backtracking needs thousands.</source>
        <translation>BFGS、阻尼牛顿法与信赖域用几十步转过弯；带回溯的梯度下降需要数千步。</translation>
    </message>
    <message>
        <source>Newton&apos;s fractal</source>
        <translation>牛顿分形</translation>
    </message>
    <message>
        <source>On Re(z⁴/4 − z) Newton&apos;s method is Newton on z³ = 1: all three limits are saddles, and neighbours part ways. Draw the basins in the Maps tab.</source>
        <translation>在 Re(z⁴/4 − z) 上，牛顿法就是对 z³ = 1 的牛顿迭代：三个极限都是鞍点，相邻的起点分道扬镳。在“地图”页画出吸引域。</translation>
    </message>
    <message>
        <source>y₀ = 0.28</source>
        <translation>y₀ = 0.28</translation>
    </message>
    <message>
        <source>y₀ = 0.20</source>
        <translation>y₀ = 0.20</translation>
    </message>
    <message>
        <source>y₀ = 0.12</source>
        <translation>y₀ = 0.12</translation>
    </message>
    <message>
        <source>Two steps are enough</source>
        <translation>两步就够</translation>
    </message>
    <message>
        <source>On a quadratic of two variables conjugate gradient with exact search ends after two steps, as BFGS does; steepest descent zig-zags.</source>
        <translation>在两个变量的二次函数上，带精确搜索的共轭梯度两步结束，BFGS 也是；最速下降则走锯齿。</translation>
    </message>
    <message>
        <source>Type your own</source>
        <translation>输入自己的公式</translation>
    </message>
    <message>
        <source>Open the Surface tab and change the formula: letters other than x and y become sliders.</source>
        <translation>打开“曲面”页并改动公式：x 与 y 以外的字母成为滑块。</translation>
    </message>
    <message>
        <source>Opened data</source>
        <translation>打开的数据</translation>
    </message>
    <message>
        <source>An example of opened values: 49 × 41 of them, a bicubic spline through all, and a path as if recorded elsewhere laid over it. Open your own with Ctrl+Shift+O: every method runs on them.</source>
        <translation>打开数值的示例：49 × 41 个，用双三次样条穿过它们，并叠上一条仿佛在别处记录的路径。用 Ctrl+Shift+O 打开自己的数据：每种方法都能在上面运行。</translation>
    </message>
    <message>
        <source>A cliff, and clipping</source>
        <translation>悬崖与裁剪</translation>
    </message>
    <message>
        <source>On the wall the slope is above 7, elsewhere about 0.5: one step of plain gradient descent flies past the minimum and out of view. Clipped to length 0.5 it walks down. Clipping each coordinate turns the step as well.</source>
        <translation>崖壁上的斜率大于 7，别处约 0.5：普通梯度下降的一步就飞过极小点，出了视野。裁剪到长度 0.5，它便走下来。按坐标裁剪还会使步转向。</translation>
    </message>
    <message>
        <source>No clipping</source>
        <translation>不裁剪</translation>
    </message>
    <message>
        <source>Clipped by norm</source>
        <translation>按范数裁剪</translation>
    </message>
    <message>
        <source>Clipped by value</source>
        <translation>按值裁剪</translation>
    </message>
    <message>
        <source>A step size for every coordinate</source>
        <translation>每个坐标各有步长</translation>
    </message>
    <message>
        <source>κ = 100 along the axes. Gradient descent creeps on the valley floor; AdaGrad, RMSProp, AMSGrad and Lion scale each coordinate and set out on the diagonal. Turn the valley to 45° and all four fall behind it.</source>
        <translation>沿坐标轴 κ = 100。梯度下降在谷底爬行；AdaGrad、RMSProp、AMSGrad 与 Lion 缩放每个坐标，沿对角线出发。把山谷转到 45°，四者都落在它后面。</translation>
    </message>
    <message>
        <source>Exact zeros: the lasso</source>
        <translation>恰好为零：lasso</translation>
    </message>
    <message>
        <source>½‖Ax − b‖² + λ(|x| + |y|) has creases along both axes and its minimum on one of them, where y is exactly 0. The proximal step and ADMM land on the crease and stay; the subgradient method hops over it for ever.</source>
        <translation>½‖Ax − b‖² + λ(|x| + |y|) 沿两轴有折痕，其极小点在其中一条上，那里 y 恰为 0。近端步与 ADMM 落在折痕上并停住；次梯度法永远在上面跳来跳去。</translation>
    </message>
    <message>
        <source>Subgradient</source>
        <translation>次梯度</translation>
    </message>
    <message>
        <source>Proximal gradient</source>
        <translation>近端梯度</translation>
    </message>
    <message>
        <source>ADMM</source>
        <translation>ADMM</translation>
    </message>
    <message>
        <source>FISTA: faster, with ripples</source>
        <translation>FISTA：更快，带波纹</translation>
    </message>
    <message>
        <source>A lasso with κ = 200. Proximal gradient creeps along the valley; FISTA overtakes it, but its momentum runs past the minimum again and again, and f ripples. A restart throws the momentum away whenever it points uphill.</source>
        <translation>κ = 200 的 lasso。近端梯度沿谷爬行；FISTA 超过它，但其动量一再冲过极小点，f 起波纹。重启在动量指向上坡时把它丢弃。</translation>
    </message>
    <message>
        <source>FISTA</source>
        <translation>FISTA</translation>
    </message>
    <message>
        <source>with restarts</source>
        <translation>带重启</translation>
    </message>
    <message>
        <source>Inside a box: project, or fall out</source>
        <translation>盒子之内：投影，否则掉出去</translation>
    </message>
    <message>
        <source>½‖Ax − b‖² is lowest outside the box |x| ≤ 3, |y| ≤ 2, beyond which f is infinite. Gradient descent walks out through the wall. Here the proximal step is the projection: it slides along the wall to the minimum.</source>
        <translation>½‖Ax − b‖² 的最低点在盒 |x| ≤ 3、|y| ≤ 2 之外，盒外 f 为无穷大。梯度下降穿墙而出。这里近端步就是投影：它沿墙滑到极小点。</translation>
    </message>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>Projected gradient</source>
        <translation>投影梯度</translation>
    </message>
    <message>
        <source>Adam, one step at a time</source>
        <translation>Adam，一步一步看</translation>
    </message>
    <message>
        <source>Open the tab Step and press →. Adam divides each coordinate by the root of its own mean square: in the first steps both move by about α = 0.2, though across the valley the gradient is far steeper than along it. Gradient descent keeps the gradient&apos;s direction.</source>
        <translation>打开“步”页并按 →。Adam 把每个坐标除以它自己均方的平方根：最初几步两个坐标都移动约 α = 0.2，尽管横穿山谷的梯度比沿谷的陡得多。梯度下降则保持梯度的方向。</translation>
    </message>
    <message>
        <source>A step that is refused</source>
        <translation>被拒绝的一步</translation>
    </message>
    <message>
        <source>Open the tab Step below. The model promises a decrease, yet f rises: ρ is negative, so the trust region stays where it is and shrinks to a quarter. Press →: from the same point the shorter step keeps the promise, and is taken.</source>
        <translation>打开下方的“步”页。模型承诺下降，f 却上升：ρ 为负，于是信赖域停在原处并缩小到四分之一。按 →：从同一点出发的较短的步兑现了承诺，被接受。</translation>
    </message>
    <message>
        <source>What a step is made of</source>
        <translation>一步由什么构成</translation>
    </message>
    <message>
        <source>Heavy ball in a narrow valley. Red is what the gradient asks for, blue what is kept of the last step: β times it. Head to tail they are the step. Across the valley they soon pull against each other, along it momentum carries the ball.</source>
        <translation>狭谷中的重球法。红色是梯度所要的，蓝色是上一步所留的：它的 β 倍。首尾相接就是这一步。横穿山谷时两者很快互相牵制，沿谷方向动量带着球走。</translation>
    </message>
    <message>
        <source>BFGS learns the curvature</source>
        <translation>BFGS 学会曲率</translation>
    </message>
    <message>
        <source>Violet is the Hessian&apos;s ellipse at the ball, green that of the matrix B which BFGS builds from gradients alone. It starts as a circle that knows nothing; at the minimum the two are one, without a single Hessian evaluated.</source>
        <translation>紫色是小球处 Hessian 矩阵的椭圆，绿色是 BFGS 只凭梯度建立的矩阵 B 的椭圆。它从一无所知的圆开始；到极小点时两者合一，而一次 Hessian 也没有计算过。</translation>
    </message>
    <message>
        <source>Newton jumps to the ellipse&apos;s centre</source>
        <translation>牛顿法跳到椭圆中心</translation>
    </message>
    <message>
        <source>Newton takes f for a quadratic and jumps to its critical point. Along this run both curvatures are positive: the jump ends at a minimum, and the errors are soon squared. The other run starts where f curves down one way: hyperbolas, and a saddle at its end.</source>
        <translation>牛顿法把 f 当作二次函数，跳到其临界点。沿这个运行两个曲率都为正：跳跃终止于极小点，误差很快就逐次平方。另一个运行从 f 在一个方向上向下弯的地方出发：双曲线，终点是鞍点。</translation>
    </message>
    <message>
        <source>Newton, from the slope</source>
        <translation>牛顿法，从山坡</translation>
    </message>
    <message>
        <source>Newton, from the pass</source>
        <translation>牛顿法，从山口</translation>
    </message>
    <message>
        <source>The two halves of a proximal step</source>
        <translation>近端步的两半</translation>
    </message>
    <message>
        <source>Down the slope of ½‖Ax − b‖² as if there were nothing else, then the prox of λ(|x| + |y|): it pulls each coordinate towards 0 by αλ and no farther. Once it has pulled y to 0, y stays exactly 0, although every gradient half leaves the axis again.</source>
        <translation>先沿 ½‖Ax − b‖² 下坡，仿佛没有别的；再取 λ(|x| + |y|) 的 prox：它把每个坐标向 0 拉 αλ，不多拉。一旦把 y 拉到 0，y 就恰为 0，尽管每个梯度半步又离开这条轴。</translation>
    </message>
    <message>
        <source>ADMM: two points and a spring</source>
        <translation>ADMM：两个点和一根弹簧</translation>
    </message>
    <message>
        <source>x minimises the smooth half, z keeps to the disc, and u pulls until they agree. Both residuals go to 0: ‖r‖ is how far x and z are apart, ‖s‖ how much z still moves. u does not: it ends as the force with which the wall holds x back, over ρ.</source>
        <translation>x 使光滑部分最小，z 守在圆盘内，u 拉到它们一致为止。两个残差都趋于 0：‖r‖ 是 x 与 z 相距多远，‖s‖ 是 z 还移动多少。u 不趋于 0：它最终是墙挡住 x 的力除以 ρ。</translation>
    </message>
    <message>
        <source>Ten thousand starts</source>
        <translation>一万个起点</translation>
    </message>
    <message>
        <source>Heavy ball from 10,000 starts spread over the plane. Each dot has the colour of the minimum in which it ends: all end in one of the four, and momentum mixes the colours where the ground alone would not.</source>
        <translation>重球法从平面上铺开的 10,000 个起点出发。每个点取其终止的极小点的颜色：全都终止于四个之一，而动量把颜色混在一起，单凭地形不会如此。</translation>
    </message>
    <message>
        <source>Nobody stays at the saddle</source>
        <translation>没有人停在鞍点</translation>
    </message>
    <message>
        <source>4,000 starts of gradient descent around the saddle between two minima. It slows those that pass close by and keeps none: each start ends in one of the two.</source>
        <translation>梯度下降从两个极小点之间鞍点周围的 4,000 个起点出发。鞍点使贴近而过的变慢，却一个也留不住：每个起点都终止于两者之一。</translation>
    </message>
    <message>
        <source>Newton believes in a bowl</source>
        <translation>牛顿法相信那是个碗</translation>
    </message>
    <message>
        <source>The sheet is Taylor&apos;s model of order 2 at Newton&apos;s point, the dot is where it is lowest: there goes the next step. Far from the minimum f is not what the model promised; near it they agree.</source>
        <translation>薄片是牛顿法所在点处的二阶 Taylor 模型，圆点是它最低之处：下一步就去那里。远离极小点时 f 并不如模型所承诺；靠近时两者一致。</translation>
    </message>
    <message>
        <source>The cloud of mini-batch gradients</source>
        <translation>小批量梯度的云</translation>
    </message>
    <message>
        <source>Every dot is a step that a batch of 4 might give here. Their mean is the full gradient&apos;s step; their spread stays when the gradient vanishes.</source>
        <translation>每个点是大小为 4 的一个批在此可能给出的一步。它们的均值是完整梯度的步；梯度消失时它们的散布仍在。</translation>
    </message>
    <message>
        <source>batches of 4</source>
        <translation>大小为 4 的批</translation>
    </message>
    <message>
        <source>all 60 samples</source>
        <translation>全部 60 个样本</translation>
    </message>
    <message>
        <source>A fan of seeds</source>
        <translation>种子扇形</translation>
    </message>
    <message>
        <source>One run of SGD with a hundred seeds. Their median is nearly as smooth as gradient descent; each path trembles, and all end in one cloud.</source>
        <translation>SGD 的一个运行，一百个种子。它们的中位数几乎与梯度下降一样光滑；每条路径都在颤动，全都终止于同一个云。</translation>
    </message>
    <message>
        <source>The noise ball</source>
        <translation>噪声球</translation>
    </message>
    <message>
        <source>A constant step keeps SGD in a ball about the minimum: variance ασ²/(h(2 − αh)) along the curvature h, long where the bowl is flat.</source>
        <translation>常数步长让 SGD 停留在极小点周围的球中：沿曲率 h 的方差为 ασ²/(h(2 − αh))，碗平的方向上长。</translation>
    </message>
    <message>
        <source>A noise ball that shrinks</source>
        <translation>会缩小的噪声球</translation>
    </message>
    <message>
        <source>With α/(1 + k/s) the ball that belongs to the rate of the moment shrinks, and SGD with it; at a constant rate it stays as large as it was.</source>
        <translation>用 α/(1 + k/s)，与当下学习率相应的球缩小，SGD 也随之缩小；学习率不变时它保持原来大小。</translation>
    </message>
    <message>
        <source>falling rate</source>
        <translation>下降的学习率</translation>
    </message>
    <message>
        <source>constant rate</source>
        <translation>常数学习率</translation>
    </message>
    <message>
        <source>Batch size and the noise ball</source>
        <translation>批大小与噪声球</translation>
    </message>
    <message>
        <source>Batches of 1, 4 and 16 of 60 samples at one rate: four times the samples in a batch halve the ball in which the run comes to rest.</source>
        <translation>同一学习率下，从 60 个样本中取大小为 1、4、16 的批：批中样本多四倍，运行停留的球就减半。</translation>
    </message>
    <message>
        <source>b = 1</source>
        <translation>b = 1</translation>
    </message>
    <message>
        <source>b = 4</source>
        <translation>b = 4</translation>
    </message>
    <message>
        <source>b = 16</source>
        <translation>b = 16</translation>
    </message>
    <message>
        <source>Flat or sharp: count it</source>
        <translation>平坦还是尖锐：数一数</translation>
    </message>
    <message>
        <source>From random starts nine of ten end in the flat well, GD too: its basin is that large. From inside the sharp well none but heavy ball gets out. The tab Ends counts.</source>
        <translation>从随机起点出发，十个中有九个终止于平井，GD 也一样：它的盆地就有那么大。从尖井内部出发，只有重球法出得来。“终点”页做统计。</translation>
    </message>
    <message>
        <source>Each eigendirection at its own rate</source>
        <translation>每个特征方向各有速率</translation>
    </message>
    <message>
        <source>κ = 100, α = 1.8/L. Along an eigenvector of eigenvalue λ the error shrinks by |1 − αλ| a step: by 0.8 for λ = L, to and fro, by 0.982 for λ = L/100. The dashed lines are theory; the run lies on them.</source>
        <translation>κ = 100，α = 1.8/L。沿特征值为 λ 的特征向量，误差每步缩小为 |1 − αλ| 倍：λ = L 时为 0.8，来回跳；λ = L/100 时为 0.982。虚线是理论；运行就在线上。</translation>
    </message>
    <message>
        <source>Zoutendijk&apos;s sum stays finite</source>
        <translation>Zoutendijk 和保持有限</translation>
    </message>
    <message>
        <source>Each search adds cos²θ ‖∇f‖² to a sum that its theorem keeps under a ceiling (the shaded line). So the terms must die out: where θ stays away from 90°, ‖∇f‖ goes to 0.</source>
        <translation>每次搜索把 cos²θ ‖∇f‖² 加到一个和上，定理使它保持在上限（阴影线）之下。因此各项必然消失：只要 θ 不靠近 90°，‖∇f‖ 就趋于 0。</translation>
    </message>
    <message>
        <source>Wolfe</source>
        <translation>Wolfe</translation>
    </message>
    <message>
        <source>Goldstein</source>
        <translation>Goldstein</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>精确</translation>
    </message>
    <message>
        <source>Momentum: monotone, oscillating, diverging</source>
        <translation>动量：单调、振荡、发散</translation>
    </message>
    <message>
        <source>κ = 25. Little momentum is monotone and slow; much of it swings, and falls at the rate √β whatever α is; the best pair, √β = (√κ−1)/(√κ+1), stands between; past 2(1+β)/L it diverges. Tab Maps, Phases of momentum: click to put the run at any (α, β).</source>
        <translation>κ = 25。动量小则单调而慢；动量大则摆动，无论 α 是多少都以 √β 的速率下降；最优组合 √β = (√κ−1)/(√κ+1) 居中；超过 2(1+β)/L 即发散。“地图”页的“动量的相图”：单击可把运行放到任意 (α, β)。</translation>
    </message>
    <message>
        <source>β = 0.4: monotone</source>
        <translation>β = 0.4：单调</translation>
    </message>
    <message>
        <source>best pair</source>
        <translation>最优组合</translation>
    </message>
    <message>
        <source>β = 0.95: swings</source>
        <translation>β = 0.95：摆动</translation>
    </message>
    <message>
        <source>αL &gt; 2(1 + β)</source>
        <translation>αL &gt; 2(1 + β)</translation>
    </message>
    <message>
        <source>Exact search: a worst start and a lucky one</source>
        <translation>精确搜索：最坏的起点与幸运的起点</translation>
    </message>
    <message>
        <source>κ = 12. From (κ, 1) in eigen-coordinates every step leaves ((κ−1)/(κ+1))² = 0.716 of f − f*, which is the bound; from near an axis one step does nearly all. Either way successive gradients are orthogonal: cos = 0.</source>
        <translation>κ = 12。从特征坐标 (κ, 1) 出发，每步留下 f − f* 的 ((κ−1)/(κ+1))² = 0.716，正是那个界；从轴附近出发，一步几乎做完。无论哪种，相邻梯度都正交：cos = 0。</translation>
    </message>
    <message>
        <source>from (κ, 1)</source>
        <translation>从 (κ, 1)</translation>
    </message>
    <message>
        <source>from near an axis</source>
        <translation>从轴附近</translation>
    </message>
    <message>
        <source>1/k and 1/k²: ISTA, FISTA and their bounds</source>
        <translation>1/k 与 1/k²：ISTA、FISTA 及其界</translation>
    </message>
    <message>
        <source>A lasso with κ = 500, α = 1/L. Beck and Teboulle promise ‖x₀ − x*‖²/(2αk) and 2‖x₀ − x*‖²/(α(k + 1)²): both runs stay below their own line, and from the second step on FISTA&apos;s line is the lower one.</source>
        <translation>κ = 500 的 lasso，α = 1/L。Beck 与 Teboulle 承诺 ‖x₀ − x*‖²/(2αk) 与 2‖x₀ − x*‖²/(α(k + 1)²)：两个运行都在各自的线下，从第二步起 FISTA 的线更低。</translation>
    </message>
    <message>
        <source>ISTA</source>
        <translation>ISTA</translation>
    </message>
    <message>
        <source>Sharpness against 2/α</source>
        <translation>尖锐度与 2/α</translation>
    </message>
    <message>
        <source>½(xy − 1)² from a steep place. Dashed is 2/α: above it the valley&apos;s walls throw the step back and forth, and the run slides along to where the sharpness lies below. Larger steps end in flatter minima.</source>
        <translation>从陡处出发的 ½(xy − 1)²。虚线是 2/α：在它之上，谷壁把步来回抛，运行沿谷滑到尖锐度低于它的地方。步长越大，终止的极小点越平坦。</translation>
    </message>
    <message>
        <source>α = 0.15</source>
        <translation>α = 0.15</translation>
    </message>
    <message>
        <source>Forty gradients each</source>
        <translation>各四十次梯度</translation>
    </message>
    <message>
        <source>A step of conjugate gradients asks for almost three gradients, a step of BFGS for hardly more than one. After 14 steps conjugate gradients lead by far; after 40 gradients each, BFGS has won.</source>
        <translation>共轭梯度的一步约要三次梯度，BFGS 的一步只要一次多一点。14 步之后共轭梯度遥遥领先；各用 40 次梯度之后，BFGS 胜出。</translation>
    </message>
    <message>
        <source>Tuned, then raced</source>
        <translation>先调参，再竞赛</translation>
    </message>
    <message>
        <source>With α = 0.1 for all, gradient descent is the last of these four after 60 steps. With each method&apos;s best rate on a grid it is the first: Race, Tune each finds the rates.</source>
        <translation>全用 α = 0.1 时，60 步后梯度下降是这四个中的最后一名。各用网格上最好的学习率时它是第一名：“竞赛”页的“逐个调参”找出这些学习率。</translation>
    </message>
    <message>
        <source>Heavy ball</source>
        <translation>重球法</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Gradient descent, α = 0.1</source>
        <translation>梯度下降，α = 0.1</translation>
    </message>
    <message>
        <source>Turn the valley: who notices?</source>
        <translation>旋转山谷：谁会察觉？</translation>
    </message>
    <message>
        <source>Surface and start are turned by 45°, the race is run again, and the paths are turned back (dashed). Gradient descent has not noticed; Adam, which scales x and y one by one, has.</source>
        <translation>把曲面与起点旋转 45°，重新竞赛，再把路径转回来（虚线）。梯度下降没有察觉；逐一缩放 x 与 y 的 Adam 察觉了。</translation>
    </message>
    <message>
        <source>A cycle is an end too</source>
        <translation>循环也是一种终点</translation>
    </message>
    <message>
        <source>Heavy ball goes round three points for ever; the rule for cycles sees x come back, turn after turn, and stops it. A click on its reason in the Race tab shows the three points, where ‖∇f‖ is far from 0.</source>
        <translation>重球法永远绕着三个点转；循环准则看到 x 一圈又一圈地回来，便让它停止。在“竞赛”页单击它的停止原因，可以看到那三个点，那里 ‖∇f‖ 远非 0。</translation>
    </message>
    <message>
        <source>Every learning rate, every momentum</source>
        <translation>每个学习率，每个动量</translation>
    </message>
    <message>
        <source>Each cell of the map is a run of heavy ball with its own α and β from the same start: bright cells end low, and past 2(1 + β)/L all diverge. Click a cell to put the run there.</source>
        <translation>地图的每一格是重球法从同一起点、以各自的 α 与 β 的一个运行：亮格终止得低，超过 2(1 + β)/L 的全都发散。单击一格把运行放到那里。</translation>
    </message>
    <message>
        <source>κ = 1, 10, 100</source>
        <translation>κ = 1, 10, 100</translation>
    </message>
    <message>
        <source>The same three methods with the same settings on three bowls: what is one step for κ = 1 takes gradient descent about a thousand for κ = 100, of which 200 are shown. Drag any start, turn any camera: the panes go together.</source>
        <translation>同样三种方法、同样的设置，在三个碗上：κ = 1 时的一步，对 κ = 100 的梯度下降要约一千步，这里画出前 200 步。拖动任一起点、转动任一相机：各窗一起动。</translation>
    </message>
    <message>
        <source>Too small, right, too large</source>
        <translation>太小、正好、太大</translation>
    </message>
    <message>
        <source>Gradient descent on one bowl with L = 1: α = 0.05 crawls, α = 1 arrives, α = 2.02 is past 2/L and flies off.</source>
        <translation>L = 1 的同一个碗上的梯度下降：α = 0.05 爬行，α = 1 到达，α = 2.02 超过 2/L 而飞走。</translation>
    </message>
    <message>
        <source>β = 0, 0.5, 0.9, 0.99</source>
        <translation>β = 0, 0.5, 0.9, 0.99</translation>
    </message>
    <message>
        <source>Heavy ball in Rosenbrock’s valley: a little momentum helps, more overshoots, too much circles for a long time.</source>
        <translation>Rosenbrock 山谷中的重球法：一点动量有帮助，多了冲过头，太多则久久绕圈。</translation>
    </message>
    <message>
        <source>More and more noise</source>
        <translation>噪声越来越大</translation>
    </message>
    <message>
        <source>The same dice, thrown harder: with a constant step SGD comes to rest in a ball whose size grows like σ.</source>
        <translation>同一副骰子，掷得更猛：常数步长的 SGD 停留在球中，球的大小像 σ 那样增长。</translation>
    </message>
    <message>
        <source>How long is a step?</source>
        <translation>一步有多长？</translation>
    </message>
    <message>
        <source>The tab Step shows f along the ray of a step. The first trial, α = 1, would throw the ball up to 2·10¹¹; the fifth, about a thousandth of it, is accepted: low enough and flat enough. Later the last α is the first guess, and one trial is often enough.</source>
        <translation>“步”页显示沿一步的射线的 f。第一次试探 α = 1 会把球抛到 2·10¹¹ 的高度；第五次约为其千分之一，被接受：足够低也足够平。之后以上一个 α 为首次猜测，往往一次试探就够。</translation>
    </message>
    <message>
        <source>Slow down once, then again</source>
        <translation>慢一次，再慢一次</translation>
    </message>
    <message>
        <source>The first ball keeps its rate and roams in the noise. The second is slowed to a tenth at step 80 and rests far lower. The third is slowed again at 110, too soon: it freezes on its way. Drag the flags over the timeline, or set more beside the loop button.</source>
        <translation>第一个球保持学习率，在噪声中游荡。第二个在第 80 步降到十分之一，停得低得多。第三个在第 110 步又降一次，太早：冻在半路上。拖动时间线上的小旗，或用循环按钮旁的按钮再设几个。</translation>
    </message>
    <message>
        <source>0.1 throughout</source>
        <translation>始终 0.1</translation>
    </message>
    <message>
        <source>0.01 from step 80</source>
        <translation>第 80 步起 0.01</translation>
    </message>
    <message>
        <source>0.001 from step 110</source>
        <translation>第 110 步起 0.001</translation>
    </message>
    <message>
        <source>A learning rate drawn by hand</source>
        <translation>手绘的学习率</translation>
    </message>
    <message>
        <source>SGD twice, with the same noise. One rate is constant; the other is drawn: a warm-up, a hundred steps at full height, then down. It ends at less than half the height, in tiny steps. Drag the knots on its card; a double click makes another.</source>
        <translation>两次 SGD，同样的噪声。一个学习率不变；另一个是手绘的：预热，一百步满高，然后下降。它结束时不到一半的高度，步子极小。拖动其卡片上的节点；双击增加一个。</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>A network&apos;s loss</source>
        <translation>网络的损失</translation>
    </message>
    <message>
        <source>Two moons, 2-8-8-1, tanh: the loss on a random plane through the trained weights, directions normalised filter by filter. The runs move two numbers in this plane; it is not training.</source>
        <translation>双月，2-8-8-1，tanh：过训练后权重的随机平面上的损失，方向按滤波器归一化。运行移动的是这个平面中的两个数；那不是训练。</translation>
    </message>
    <message>
        <source>The way that training took</source>
        <translation>训练走过的路</translation>
    </message>
    <message>
        <source>The plane of the training&apos;s two principal components, and the path of its epochs. The legend tells how much of it the plane shows, and how much it would show of a random walk.</source>
        <translation>训练的前两个主成分所张的平面，以及各轮的路径。图例说明平面显示了路径的多少，又会显示随机游走的多少。</translation>
    </message>
    <message>
        <source>ReLU&apos;s creases</source>
        <translation>ReLU 的折痕</translation>
    </message>
    <message>
        <source>The same moons with ReLU: the slice is made of smooth pieces with creases where units switch on and off.</source>
        <translation>同样的双月，用 ReLU：切片由光滑的片拼成，单元开关之处有折痕。</translation>
    </message>
    <message>
        <source>Along the sharpest directions</source>
        <translation>沿最尖锐的方向</translation>
    </message>
    <message>
        <source>The two top eigenvectors of the Hessian: here the valley is as narrow as it can look, on the random plane of the preset before it seemed wide.</source>
        <translation>Hessian 矩阵的前两个特征向量：这里山谷看上去要多窄有多窄，而在前一个预设的随机平面上它显得很宽。</translation>
    </message>
    <message>
        <source>A network learns the spiral</source>
        <translation>网络学习螺旋</translation>
    </message>
    <message>
        <source>Two inputs, two hidden layers of eight tanh units: press play and see it learn, while its run walks down its own loss surface. Point at the surface to see what those weights would decide.</source>
        <translation>两个输入，两个各有八个 tanh 单元的隐藏层：按播放，看它学习，同时它的运行沿自己的损失曲面走下来。指向曲面，看那些权重会怎样决策。</translation>
    </message>
    <message>
        <source>The spiral on a random plane</source>
        <translation>随机平面上的螺旋</translation>
    </message>
    <message>
        <source>The same network on a plane of two random directions, normalised filter by filter: the minimum alone, for hardly any of the way lies in such a plane. Point at the walls to see what those networks decide.</source>
        <translation>同一网络，在两个随机方向（按滤波器归一化）的平面上：只有极小点，因为这样的平面里几乎没有路径的任何部分。指向四壁，看那些网络怎样决策。</translation>
    </message>
    <message>
        <source>Schedules side by side</source>
        <translation>调度并列比较</translation>
    </message>
    <message>
        <source>One network, one set of data, nine schedules, five seeds each. A constant rate keeps shaking the weights: its luckiest seed ends with a higher test loss than the unluckiest of the best. Between schedules that fall, the winner may be chance.</source>
        <translation>一个网络，一组数据，九种调度，各五个种子。常数学习率不停地摇动权重：它最幸运的种子结束时的测试损失，比最好调度中最不幸的还高。在下降的各种调度之间，胜者可能是偶然。</translation>
    </message>
    <message>
        <source>Warm-up rescues a large rate</source>
        <translation>预热挽救大学习率</translation>
    </message>
    <message>
        <source>Every schedule that begins at the full rate of 1 diverges, with every seed. The same ones learn after a warm-up over a tenth of the training, and one cycle, which begins low by itself, learns too.</source>
        <translation>凡以完整学习率 1 开始的调度，每个种子下都发散。同样的调度在占训练十分之一的预热之后便能学习；自己从低处开始的单周期也能学习。</translation>
    </message>
    <message>
        <source>Where the schedule hardly matters</source>
        <translation>调度几乎无关紧要之处</translation>
    </message>
    <message>
        <source>Adam at a rate that suits it: the five seeds&apos; ranges of every schedule overlap with those of the best. A single training of each would have named a winner all the same.</source>
        <translation>学习率合适的 Adam：每种调度五个种子的范围都与最好的重叠。若各只训练一次，照样会点出一个“胜者”。</translation>
    </message>
    <message>
        <source>Your own data: over the wall</source>
        <translation>自己的数据：越过墙</translation>
    </message>
    <message>
        <source>Own rows: 80 throws at a wall 2 m high and 8 m away, each with its angle in degrees, its speed in m/s, and 1 if the ball clears the wall. The network knows nothing of gravity and sorts every throw that it was trained on correctly.</source>
        <translation>自己的数据行：向 8 m 外 2 m 高的墙投掷 80 次，每次记下角度（度）、速度（m/s），以及球是否越过墙（1 为越过）。网络对重力一无所知，却把训练过的每次投掷都分对了。</translation>
    </message>
    <message>
        <source>Gradients that vanish</source>
        <translation>消失的梯度</translation>
    </message>
    <message>
        <source>Five hidden layers of logistic units: the first layer&apos;s gradient begins at a ten-thousandth of the last one&apos;s, and after 60 epochs the network still guesses. Choose tanh and see it learn.</source>
        <translation>五个 logistic 隐藏层：第一层的梯度一开始只有最后一层的万分之一，60 轮之后网络仍在瞎猜。改选 tanh，看它学习。</translation>
    </message>
    <message>
        <source>Gradients that explode</source>
        <translation>爆炸的梯度</translation>
    </message>
    <message>
        <source>ReLU with first weights ten times too large: the loss begins above 10000, the first epoch throws the weights far away and every unit dies. The gradient of every weight is 0 from then on, the loss near ln 2.</source>
        <translation>ReLU，初始权重大了十倍：损失从 10000 以上开始，第一轮就把权重抛得很远，所有单元都死了。此后每个权重的梯度都是 0，损失接近 ln 2。</translation>
    </message>
    <message>
        <source>All weights zero</source>
        <translation>全零权重</translation>
    </message>
    <message>
        <source>All weights begin at 0, so every unit is like every other and no weight&apos;s gradient is ever anything but 0: only the last bias learns. Downhill ways there are, and no gradient shows them: it is a saddle.</source>
        <translation>所有权重从 0 开始，于是每个单元都与其他单元相同，任何权重的梯度始终是 0：只有最后的偏置在学习。下坡的路是有的，却没有梯度指出来：这是一个鞍点。</translation>
    </message>
    <message>
        <source>The step that cannot learn</source>
        <translation>学不了的阶跃</translation>
    </message>
    <message>
        <source>Binary step units have slope 0: the hidden layers stay as they were drawn, only the output layer learns, and the circle is never enclosed.</source>
        <translation>二元阶跃单元的斜率为 0：隐藏层保持最初抽到的样子，只有输出层学习，圆环永远围不起来。</translation>
    </message>
    <message>
        <source>Three networks</source>
        <translation>三个网络</translation>
    </message>
    <message>
        <source>One network trained three times; only first weights and shuffling differ. The plane through the three ends, its height log₁₀ of the loss: three pits, and on every straight way between them the loss climbs a hundredfold or more.</source>
        <translation>同一网络训练三次；只有初始权重与洗牌不同。平面穿过三个终点，高度为损失的 log₁₀：三个坑，而任两个之间的直路上，损失都上升百倍以上。</translation>
    </message>
    <message>
        <source>A bend round the hill</source>
        <translation>绕过山丘的弯路</translation>
    </message>
    <message>
        <source>Two trainings of one network: the straight way from A to B leads over a hill, the red bend round it. The bend&apos;s middle was trained until the loss along it was low; drag t below to see the networks on both ways.</source>
        <translation>同一网络的两次训练：从 A 到 B 的直路翻过山丘，红色弯路绕过它。弯路的中点经过训练，直到沿途损失都低；拖动下方的 t，看两条路上的网络。</translation>
    </message>
    <message>
        <source>Three trainings</source>
        <translation>三次训练</translation>
    </message>
    <message>
        <source>The principal components of three trainings together. In this plane they begin near one another and part for three pits; height is log₁₀ of the loss.</source>
        <translation>三次训练合在一起的主成分。在这个平面上它们从相近处出发，分赴三个坑；高度为损失的 log₁₀。</translation>
    </message>
    <message>
        <source>Two chosen weights</source>
        <translation>两个选定的权重</translation>
    </message>
    <message>
        <source>A weight into a hidden unit and one out of it, all others held: the axes are their values. Where the second is 0 the unit says nothing, and the first makes no difference: the loss is the same all along y = 0.</source>
        <translation>一个进入某隐藏单元的权重和一个从它出来的权重，其余固定：两轴就是它们的值。第二个为 0 时，这个单元不说话，第一个便毫无影响：沿 y = 0 损失处处相同。</translation>
    </message>
    <message>
        <source>The floor by its logarithm</source>
        <translation>用对数看谷底</translation>
    </message>
    <message>
        <source>The plane of the preset A network&apos;s loss once more, its height log₁₀ of the loss: what looked like a flat floor is a pit. In the lowest tenth of the plain picture the loss still differs five hundredfold.</source>
        <translation>再看预设“网络的损失”的平面，高度取损失的 log₁₀：看似平坦的底其实是一个坑。在普通画法最低的十分之一里，损失仍相差五百倍。</translation>
    </message>
    <message>
        <source>What is counted is a staircase</source>
        <translation>数出来的是阶梯</translation>
    </message>
    <message>
        <source>The bend&apos;s plane, its height the share of training samples that are wrong. It changes by whole samples and is flat between: nothing that follows a gradient can go down it, so training lowers a loss instead.</source>
        <translation>弯路的平面，高度为训练样本中错误的比例。它按整个样本变化，其间是平的：任何跟随梯度的方法都下不去，所以训练降低的是损失。</translation>
    </message>
    <message>
        <source>A training at the edge of stability</source>
        <translation>处在稳定性边缘的训练</translation>
    </message>
    <message>
        <source>Full-batch gradient descent at α = 0.2: the Hessian&apos;s largest eigenvalue climbs to 2/α = 10 and then stays about there, while the loss goes on falling.</source>
        <translation>α = 0.2 的全批量梯度下降：Hessian 矩阵的最大特征值升到 2/α = 10，然后大致停在那里，而损失继续下降。</translation>
    </message>
    <message>
        <source>Other sharpness, same predictions</source>
        <translation>尖锐度不同，预测相同</translation>
    </message>
    <message>
        <source>The slider multiplies one ReLU layer by c and divides the next by c. λ_max and trace change manyfold, no prediction does, and filter-normalised sharpness stays.</source>
        <translation>滑块把一个 ReLU 层乘以 c，并把下一层除以 c。λ_max 与迹变化许多倍，预测丝毫不变，滤波器归一化尖锐度也不变。</translation>
    </message>
    <message>
        <source>A training that never comes to the edge</source>
        <translation>从不到达边缘的训练</translation>
    </message>
    <message>
        <source>Exclusive or at the same α = 0.2: λ_max stays below 2/α = 10 all the time; not every training meets the edge.</source>
        <translation>异或，同样 α = 0.2：λ_max 始终低于 2/α = 10；并非每次训练都会碰到边缘。</translation>
    </message>
    <message>
        <source>Adam at its own edge</source>
        <translation>Adam 在它自己的边缘</translation>
    </message>
    <message>
        <source>Full-batch Adam at α = 0.01 on the same spiral: the largest eigenvalue of P⁻¹H, P what Adam divides by, settles about (2 + 2β₁)/((1 − β₁)α) = 3800.</source>
        <translation>同样的螺旋，α = 0.01 的全批量 Adam：P⁻¹H 的最大特征值（P 为 Adam 所除的量）停在约 (2 + 2β₁)/((1 − β₁)α) = 3800。</translation>
    </message>
    <message>
        <source>Flat or sharp?</source>
        <translation>平坦还是尖锐？</translation>
    </message>
    <message>
        <source>One network, six methods, 16 trainings each, compared at one training loss; press Start. SGD on all samples at once finds flatter places than SGD in small batches, and yet its test loss is the highest of the six.</source>
        <translation>一个网络，六种方法，各训练 16 次，在同样的训练损失处比较；按“开始”。一次用全部样本的 SGD 找到的地方比小批量 SGD 更平坦，然而它的测试损失是六者中最高的。</translation>
    </message>
    <message>
        <source>L2 in Adam is not AdamW</source>
        <translation>Adam 中的 L2 不是 AdamW</translation>
    </message>
    <message>
        <source>Press Start and choose “L2 in Adam, AdamW”: with the same λ and the same learning rate, the penalty in Adam&apos;s loss leaves far smaller weights than AdamW&apos;s own decay, and a higher test loss.</source>
        <translation>按“开始”并选择“Adam 中的 L2 与 AdamW”：同样的 λ、同样的学习率，写进 Adam 损失的罚项留下的权重比 AdamW 自己的衰减小得多，测试损失却更高。</translation>
    </message>
    <message>
        <source>A network that learns the noise</source>
        <translation>学到噪声的网络</translation>
    </message>
    <message>
        <source>304 weights for 50 noisy samples: the test loss ends far above the training loss. With L2 that gap is less than half as wide, and the test loss is lower.</source>
        <translation>304 个权重对 50 个带噪声的样本：测试损失结束时远高于训练损失。加上 L2，这个差距不到一半，测试损失也更低。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>随机失活（dropout）</translation>
    </message>
    <message>
        <source>In every step each hidden unit is left out with probability 0.4. The training loss ends higher than without, the test loss lower, and the gap between them less than half as wide.</source>
        <translation>每一步以概率 0.4 略去每个隐藏单元。训练损失结束时比不用时高，测试损失更低，两者的差距不到一半。</translation>
    </message>
    <message>
        <source>Only the proximal step makes zeros</source>
        <translation>只有近端步产生零</translation>
    </message>
    <message>
        <source>The same L1 penalty twice: in the loss it leaves no weight exactly 0, by soft thresholding after each step more than half of them.</source>
        <translation>同样的 L1 罚项用两次：写进损失，没有一个权重恰为 0；每步之后做软阈值，则一半以上为 0。</translation>
    </message>
    <message>
        <source>The diamond and the disc</source>
        <translation>菱形与圆盘</translation>
    </message>
    <message>
        <source>Two weights of a network, the others held. The loss&apos; level line meets the diamond of L1 at a corner, where one weight is exactly 0, and the disc of L2 where neither is.</source>
        <translation>网络的两个权重，其余固定。损失的等值线在角上碰到 L1 的菱形，那里一个权重恰为 0；碰到 L2 的圆盘处，两个都不为 0。</translation>
    </message>
    <message>
        <source>Stop early</source>
        <translation>及早停止</translation>
    </message>
    <message>
        <source>After epoch 22 the training loss goes on falling while the test loss more than doubles. Early stopping waits 30 epochs for a lower one and goes back: the gap is about a third as wide.</source>
        <translation>第 22 轮之后训练损失继续下降，测试损失却翻倍不止。早停等 30 轮没有更低的，便回到那里：差距约为三分之一。</translation>
    </message>
</context>
<context>
    <name>presets</name>
    <message>
        <source>First steps</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>Exact line search</source>
        <translation>精确线搜索</translation>
    </message>
    <message>
        <source>Saddles, wells, valleys</source>
        <translation>鞍点、势井与山谷</translation>
    </message>
    <message>
        <source>Learning rates</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Second order</source>
        <translation>二阶方法</translation>
    </message>
    <message>
        <source>Your own, and scaled steps</source>
        <translation>自定义与缩放的步</translation>
    </message>
    <message>
        <source>Penalties and constraints</source>
        <translation>罚项与约束</translation>
    </message>
    <message>
        <source>Inside a step</source>
        <translation>一步之内</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>随机性</translation>
    </message>
    <message>
        <source>Theory</source>
        <translation>理论</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Small multiples</source>
        <translation>分窗对照</translation>
    </message>
    <message>
        <source>Schedules and searches</source>
        <translation>调度与搜索</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Training a network</source>
        <translation>训练网络</translation>
    </message>
    <message>
        <source>Planes through weight space</source>
        <translation>穿过权重空间的平面</translation>
    </message>
    <message>
        <source>Sharpness and regularisation</source>
        <translation>尖锐度与正则化</translation>
    </message>
</context>
<context>
    <name>ranking</name>
    <message>
        <source>Rank by</source>
        <translation>排名依据</translation>
    </message>
    <message>
        <source>value: f after k steps; otherwise the count of steps, gradient evaluations or function evaluations until f − f* is within the tolerance</source>
        <translation>value：k 步后的 f；否则为 f − f* 达到容差之前的步数、梯度计算次数或函数计算次数</translation>
    </message>
    <message>
        <source>After steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>k of: f after k steps</source>
        <translation>“k 步后的 f”中的 k</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>How near f must come to its minimum</source>
        <translation>f 必须离其最小值多近</translation>
    </message>
</context>
<context>
    <name>rates</name>
    <message>
        <source>{method} finds its own step: there is no learning rate to change.</source>
        <translation>{method} 自行确定步长：没有学习率可改。</translation>
    </message>
    <message>
        <source>Step 0 has the rate of the run itself: move the play head on first.</source>
        <translation>第 0 步用运行自己的学习率：请先移动播放头。</translation>
    </message>
    <message>
        <source>A run can change its rate at most {most} times.</source>
        <translation>一个运行至多可以改 {most} 次学习率。</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>the Hessian is not finite</source>
        <translation>Hessian 矩阵不是有限数</translation>
    </message>
    <message>
        <source>the Hessian is singular, with eigenvalues from {low} to {high}</source>
        <translation>Hessian 矩阵奇异，特征值从 {low} 到 {high}</translation>
    </message>
    <message>
        <source>Newton&apos;s direction does not go down here: the Hessian is not positive definite, its lowest eigenvalue is {low}</source>
        <translation>牛顿方向在此不下降：Hessian 矩阵不正定，最小特征值为 {low}</translation>
    </message>
    <message>
        <source>the x-step of ADMM is exact only where the smooth part is quadratic; here it is not</source>
        <translation>ADMM 的 x 步只有在光滑部分为二次函数时才是精确的；此处不是</translation>
    </message>
    <message>
        <source>the x-step of ADMM has no minimum: f curves down by {curvature}, which is no less than ρ = {rho}</source>
        <translation>ADMM 的 x 步没有极小点：f 以 {curvature} 向下弯，不小于 ρ = {rho}</translation>
    </message>
    <message>
        <source>the trust region has shrunk until rounding hides its steps: x + p is x</source>
        <translation>信赖域已缩小到步被舍入误差淹没：x + p 就是 x</translation>
    </message>
    <message>
        <source>Stopped at the start: ‖∇f‖ = {measured} is below ε = {eps}.</source>
        <translation>在起点停止：‖∇f‖ = {measured} 小于 ε = {eps}。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: {why}.</source>
        <translation>在第 {step} 步停止：{why}。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: ‖∇f‖ = {measured} is below ε = {eps}.</source>
        <translation>在第 {step} 步停止：‖∇f‖ = {measured} 小于 ε = {eps}。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: ‖Δx‖ = {measured} is not above ε = {eps}.</source>
        <translation>在第 {step} 步停止：‖Δx‖ = {measured} 不大于 ε = {eps}。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: |Δf| = {measured} is not above ε = {eps}.</source>
        <translation>在第 {step} 步停止：|Δf| = {measured} 不大于 ε = {eps}。</translation>
    </message>
    <message>
        <source>Reached the step limit, {step}, with ‖∇f‖ = {measured}.</source>
        <translation>到达步数上限 {step}，‖∇f‖ = {measured}。</translation>
    </message>
    <message>
        <source>Goes round in a cycle of {period} points at step {step}, of size {size}, where ‖∇f‖ = {measured}.</source>
        <translation>在第 {step} 步绕着 {period} 个点的循环转，大小为 {size}，那里 ‖∇f‖ = {measured}。</translation>
    </message>
    <message>
        <source>Diverged at step {step}: ‖x‖ = {measured} is past the bound {bound}.</source>
        <translation>在第 {step} 步发散：‖x‖ = {measured} 超过界 {bound}。</translation>
    </message>
    <message>
        <source>Unbounded below: at step {step} ‖x‖ = {measured} is past the bound {bound} and f has sunk to {f}.</source>
        <translation>无下界：在第 {step} 步 ‖x‖ = {measured} 超过界 {bound}，f 已沉到 {f}。</translation>
    </message>
    <message>
        <source>Stopped at step {step}: the line search found no step that lowers f enough.</source>
        <translation>在第 {step} 步停止：线搜索找不到使 f 充分下降的步。</translation>
    </message>
    <message>
        <source>Budget spent at step {step}: {count} of {most} gradients, with ‖∇f‖ = {measured}.</source>
        <translation>在第 {step} 步用尽预算：{most} 次梯度中的 {count} 次，‖∇f‖ = {measured}。</translation>
    </message>
    <message>
        <source>Budget spent at step {step}: {count} of {most} values of f, with ‖∇f‖ = {measured}.</source>
        <translation>在第 {step} 步用尽预算：{most} 次函数值中的 {count} 次，‖∇f‖ = {measured}。</translation>
    </message>
    <message>
        <source>Budget spent at step {step}: {count} of {most} sample gradients, with ‖∇f‖ = {measured}.</source>
        <translation>在第 {step} 步用尽预算：{most} 个单样本梯度中的 {count} 个，‖∇f‖ = {measured}。</translation>
    </message>
    <message>
        <source>Diverged at step {step}: the numbers are no longer finite.</source>
        <translation>在第 {step} 步发散：数值不再有限。</translation>
    </message>
    <message>
        <source>Unbounded below: f sank without end until, at step {step}, the numbers were no longer finite.</source>
        <translation>无下界：f 不断下沉，到第 {step} 步数值不再有限。</translation>
    </message>
    <message>
        <source>Diverged at step {step}: f has no finite value where the run has come, with ‖x‖ = {measured}.</source>
        <translation>在第 {step} 步发散：运行所到之处 f 没有有限值，‖x‖ = {measured}。</translation>
    </message>
    <message>
        <source>f is nearly flat there, but no minimum is near: a plateau.</source>
        <translation>那里 f 几乎是平的，但附近没有极小点：平台。</translation>
    </message>
    <message>
        <source>Neither the Hessian nor the values around tell what the point is.</source>
        <translation>Hessian 矩阵和周围的值都说明不了这个点是什么。</translation>
    </message>
    <message>
        <source>The Hessian there is positive definite: a minimum.</source>
        <translation>那里的 Hessian 矩阵正定：极小点。</translation>
    </message>
    <message>
        <source>The Hessian there is indefinite: a saddle.</source>
        <translation>那里的 Hessian 矩阵不定：鞍点。</translation>
    </message>
    <message>
        <source>The Hessian there is negative definite: a maximum.</source>
        <translation>那里的 Hessian 矩阵负定：极大点。</translation>
    </message>
    <message>
        <source>The Hessian does not decide, but f falls nowhere around: a minimum.</source>
        <translation>Hessian 矩阵不能判定，但周围 f 处处不下降：极小点。</translation>
    </message>
    <message>
        <source>The Hessian does not decide; f falls one way and rises another: a saddle.</source>
        <translation>Hessian 矩阵不能判定；f 在一个方向下降、在另一个方向上升：鞍点。</translation>
    </message>
    <message>
        <source>The Hessian does not decide, but f rises nowhere around: a maximum.</source>
        <translation>Hessian 矩阵不能判定，但周围 f 处处不上升：极大点。</translation>
    </message>
</context>
<context>
    <name>schedules</name>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Steps in which the learning rate climbs linearly before the schedule begins</source>
        <translation>调度开始之前学习率线性上升的步数</translation>
    </message>
    <message>
        <source>Warm-up from</source>
        <translation>预热起点</translation>
    </message>
    <message>
        <source>Share of the full learning rate with which the warm-up begins</source>
        <translation>预热开始时占完整学习率的比例</translation>
    </message>
    <message>
        <source>One cycle</source>
        <translation>单周期</translation>
    </message>
    <message>
        <source>Schedule length</source>
        <translation>调度长度</translation>
    </message>
    <message>
        <source>Steps of the whole cycle</source>
        <translation>整个周期的步数</translation>
    </message>
    <message>
        <source>Rising share</source>
        <translation>上升比例</translation>
    </message>
    <message>
        <source>Share of the cycle in which the learning rate climbs</source>
        <translation>周期中学习率上升部分所占的比例</translation>
    </message>
    <message>
        <source>Start divisor d</source>
        <translation>起始除数 d</translation>
    </message>
    <message>
        <source>The cycle begins at the learning rate divided by this</source>
        <translation>周期从学习率除以此数开始</translation>
    </message>
    <message>
        <source>End divisor e</source>
        <translation>结束除数 e</translation>
    </message>
    <message>
        <source>The cycle ends at its start divided by this</source>
        <translation>周期以其起始值除以此数结束</translation>
    </message>
    <message>
        <source>Cyclic</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>Half period</source>
        <translation>半周期</translation>
    </message>
    <message>
        <source>Steps on the way up, and as many on the way down</source>
        <translation>上升的步数，下降也同样多</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Lowest share of the learning rate</source>
        <translation>学习率的最低比例</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>triangular: always as high; triangular2: half as high each period; exp_range: shrinking by γ a step</source>
        <translation>triangular：始终一样高；triangular2：每个周期减半；exp_range：每步按 γ 缩小</translation>
    </message>
    <message>
        <source>always as high</source>
        <translation>始终一样高</translation>
    </message>
    <message>
        <source>half as high each time</source>
        <translation>每次减半</translation>
    </message>
    <message>
        <source>shrinking by γ a step</source>
        <translation>每步按 γ 缩小</translation>
    </message>
    <message>
        <source>Shrinking a step</source>
        <translation>每步缩小</translation>
    </message>
    <message>
        <source>γ of exp_range; the other modes do not use it</source>
        <translation>exp_range 的 γ；其他模式不用</translation>
    </message>
    <message>
        <source>Cosine with restarts</source>
        <translation>余弦，带重启</translation>
    </message>
    <message>
        <source>First period</source>
        <translation>首个周期</translation>
    </message>
    <message>
        <source>Steps until the first restart</source>
        <translation>到第一次重启的步数</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>增长</translation>
    </message>
    <message>
        <source>How many times as long the next period is</source>
        <translation>下一个周期是上一个的多少倍</translation>
    </message>
    <message>
        <source>Share of the learning rate at the end of a period</source>
        <translation>周期结束时学习率的比例</translation>
    </message>
    <message>
        <source>Steps until the schedule has come to its end, where it stays</source>
        <translation>调度到达终点并停留之前的步数</translation>
    </message>
    <message>
        <source>Share of the learning rate that is left at the end</source>
        <translation>最后剩下的学习率比例</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>常数</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>每隔</translation>
    </message>
    <message>
        <source>Steps between two cuts of the learning rate</source>
        <translation>两次降低学习率之间的步数</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>因子</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied with at each cut</source>
        <translation>每次降低时学习率所乘的数</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>指数</translation>
    </message>
    <message>
        <source>Factor a step</source>
        <translation>每步因子</translation>
    </message>
    <message>
        <source>What the learning rate is multiplied with after every step</source>
        <translation>每一步之后学习率所乘的数</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Polynomial</source>
        <translation>多项式</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>幂</translation>
    </message>
    <message>
        <source>1 falls along a line, 2 along a parabola</source>
        <translation>1 沿直线下降，2 沿抛物线</translation>
    </message>
    <message>
        <source>1/√k</source>
        <translation>1/√k</translation>
    </message>
    <message>
        <source>Time scale</source>
        <translation>时间尺度</translation>
    </message>
    <message>
        <source>Steps before the decay makes itself felt</source>
        <translation>衰减显现之前的步数</translation>
    </message>
    <message>
        <source>1/k</source>
        <translation>1/k</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Knots</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Steps and factors, [[k, factor], ...], by rising k; drag them in the chart</source>
        <translation>步与因子，[[k, 因子], …]，k 递增；在图中拖动它们</translation>
    </message>
    <message>
        <source>Reduce on plateau</source>
        <translation>平台期减小</translation>
    </message>
    <message>
        <source>Patience</source>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Steps without getting better that are let pass</source>
        <translation>允许没有改进的步数</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>How much better counts as better</source>
        <translation>好多少才算更好</translation>
    </message>
    <message>
        <source>Threshold is</source>
        <translation>阈值是</translation>
    </message>
    <message>
        <source>rel: a share of the best f; abs: an amount of f</source>
        <translation>rel：最好 f 的比例；abs：f 的数量</translation>
    </message>
    <message>
        <source>a share of f</source>
        <translation>f 的比例</translation>
    </message>
    <message>
        <source>an amount of f</source>
        <translation>f 的数量</translation>
    </message>
    <message>
        <source>Cooldown</source>
        <translation>冷却</translation>
    </message>
    <message>
        <source>Steps of rest after a cut</source>
        <translation>降低之后休息的步数</translation>
    </message>
    <message>
        <source>Share of the learning rate below which it is not cut</source>
        <translation>低于此学习率比例就不再降低</translation>
    </message>
</context>
<context>
    <name>search</name>
    <message>
        <source>Armijo</source>
        <translation>Armijo</translation>
    </message>
    <message>
        <source>curvature</source>
        <translation>曲率</translation>
    </message>
    <message>
        <source>acceptable</source>
        <translation>可接受</translation>
    </message>
    <message>
        <source>Goldstein, upper: c</source>
        <translation>Goldstein，上：c</translation>
    </message>
    <message>
        <source>Goldstein, lower: 1 − c</source>
        <translation>Goldstein，下：1 − c</translation>
    </message>
    <message>
        <source>tangent</source>
        <translation>切线</translation>
    </message>
    <message>
        <source>The search saw noisy or clipped gradients: its trials cannot be made again.</source>
        <translation>搜索看到的是带噪声或被裁剪的梯度：其试探无法重现。</translation>
    </message>
    <message>
        <source>f is quadratic: the exact step has a formula and needs no trials.</source>
        <translation>f 是二次函数：精确步有公式，不需要试探。</translation>
    </message>
    <message>
        <source>Along the step taken, by its learning rate.</source>
        <translation>沿所走的步，以其学习率。</translation>
    </message>
</context>
<context>
    <name>sections</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Regularisation</source>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>切片</translation>
    </message>
</context>
<context>
    <name>shelves</name>
    <message>
        <source>Gradient descent</source>
        <translation>梯度下降</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Adaptive steps</source>
        <translation>自适应步长</translation>
    </message>
    <message>
        <source>Second order</source>
        <translation>二阶方法</translation>
    </message>
    <message>
        <source>Composite f = g + r</source>
        <translation>复合函数 f = g + r</translation>
    </message>
    <message>
        <source>More methods</source>
        <translation>更多方法</translation>
    </message>
</context>
<context>
    <name>stopping</name>
    <message>
        <source>‖∇f(x)‖ &lt; ε</source>
        <translation>‖∇f(x)‖ &lt; ε</translation>
    </message>
    <message>
        <source>Stop when the norm of the full gradient is below ε</source>
        <translation>当完整梯度的范数小于 ε 时停止</translation>
    </message>
    <message>
        <source>ε for ‖∇f(x)‖</source>
        <translation>‖∇f(x)‖ 的 ε</translation>
    </message>
    <message>
        <source>Gradient tolerance</source>
        <translation>梯度容差</translation>
    </message>
    <message>
        <source>‖Δx‖ ≤ ε</source>
        <translation>‖Δx‖ ≤ ε</translation>
    </message>
    <message>
        <source>Stop when a step is no longer than ε; a tiny learning rate fools it</source>
        <translation>当一步不长于 ε 时停止；极小的学习率会骗过它</translation>
    </message>
    <message>
        <source>ε for ‖Δx‖</source>
        <translation>‖Δx‖ 的 ε</translation>
    </message>
    <message>
        <source>Step tolerance</source>
        <translation>步长容差</translation>
    </message>
    <message>
        <source>|Δf| ≤ ε</source>
        <translation>|Δf| ≤ ε</translation>
    </message>
    <message>
        <source>Stop when f changes by no more than ε in a step</source>
        <translation>当一步中 f 的变化不超过 ε 时停止</translation>
    </message>
    <message>
        <source>ε for |Δf|</source>
        <translation>|Δf| 的 ε</translation>
    </message>
    <message>
        <source>Value tolerance</source>
        <translation>函数值容差</translation>
    </message>
    <message>
        <source>Goes in a cycle</source>
        <translation>进入循环</translation>
    </message>
    <message>
        <source>Stop when x has gone round the same cycle of at most 64 points three times, to nine digits</source>
        <translation>当 x 绕同一个至多 64 个点的循环转了三次（九位数字相同）时停止</translation>
    </message>
    <message>
        <source>Step limit</source>
        <translation>步数上限</translation>
    </message>
    <message>
        <source>A run ends after this many steps</source>
        <translation>运行在这么多步之后结束</translation>
    </message>
    <message>
        <source>Gradient budget</source>
        <translation>梯度预算</translation>
    </message>
    <message>
        <source>A run ends when it has asked for this many gradients; 0 is no limit</source>
        <translation>运行要求了这么多次梯度后结束；0 为不限</translation>
    </message>
    <message>
        <source>Function budget</source>
        <translation>函数预算</translation>
    </message>
    <message>
        <source>A run ends when it has asked for this many values of f; 0 is no limit</source>
        <translation>运行要求了这么多次 f 的值后结束；0 为不限</translation>
    </message>
    <message>
        <source>Sample budget</source>
        <translation>样本预算</translation>
    </message>
    <message>
        <source>A run ends when it has seen this many gradients of single samples; 0 is no limit</source>
        <translation>运行看到这么多个单样本梯度后结束；0 为不限</translation>
    </message>
    <message>
        <source>Divergence bound</source>
        <translation>发散界</translation>
    </message>
    <message>
        <source>A run has diverged when ‖x‖ passes this bound or a number is not finite</source>
        <translation>当 ‖x‖ 超过这个界或有数不再有限时，运行即为发散</translation>
    </message>
</context>
<context>
    <name>studies</name>
    <message>
        <source>The training has no epochs: there are no two trained networks.</source>
        <translation>训练没有轮数：没有两个训练好的网络。</translation>
    </message>
    <message>
        <source>No samples are kept for testing: there is no test loss to compare.</source>
        <translation>没有样本留作测试：没有可比较的测试损失。</translation>
    </message>
    <message>
        <source>The training has no epochs.</source>
        <translation>训练没有轮数。</translation>
    </message>
    <message>
        <source>No sample is kept for testing, so nobody can say how well the network does on what it has not seen.</source>
        <translation>没有样本留作测试，因此谁也说不出网络在未见过的数据上表现如何。</translation>
    </message>
    <message>
        <source>This method chooses its steps itself: no schedule has a say in it.</source>
        <translation>这个方法自己选择步长：调度对它不起作用。</translation>
    </message>
</context>
<context>
    <name>summary</name>
    <message>
        <source>Surface: {name}, f = {formula}.</source>
        <translation>曲面：{name}，f = {formula}。</translation>
    </message>
    <message>
        <source>Surface: {name}.</source>
        <translation>曲面：{name}。</translation>
    </message>
    <message>
        <source>Seen is {domain}; f lies between {low} and {high} there.</source>
        <translation>所见区域为 {domain}；f 在那里介于 {low} 与 {high} 之间。</translation>
    </message>
    <message>
        <source>Lowest points known: {points}.</source>
        <translation>已知最低点：{points}。</translation>
    </message>
    <message>
        <source>No run is shown.</source>
        <translation>没有显示的运行。</translation>
    </message>
    <message>
        <source>{name}, step {step} of {all}: at {point}, f = {f}, ‖∇f‖ = {gradient}.</source>
        <translation>{name}，第 {step} 步，共 {all} 步：在 {point}，f = {f}，‖∇f‖ = {gradient}。</translation>
    </message>
    <message>
        <source>{name}: {why} It is at {point}, f = {f}.</source>
        <translation>{name}：{why}它在 {point}，f = {f}。</translation>
    </message>
    <message>
        <source>It is still being computed.</source>
        <translation>仍在计算。</translation>
    </message>
</context>
<context>
    <name>toys</name>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The same seed gives the same samples</source>
        <translation>相同的种子给出相同的样本</translation>
    </message>
    <message>
        <source>Kept for testing</source>
        <translation>留作测试</translation>
    </message>
    <message>
        <source>The share of samples that training never sees</source>
        <translation>训练从不看到的样本所占比例</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>How many samples, those for testing among them</source>
        <translation>共多少个样本，包括测试用的</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>How far samples stray from their figure: 0 none, 1 beyond recognition</source>
        <translation>样本偏离其图形的程度：0 没有，1 面目全非</translation>
    </message>
    <message>
        <source>Circle</source>
        <translation>圆环</translation>
    </message>
    <message>
        <source>Exclusive or</source>
        <translation>异或</translation>
    </message>
    <message>
        <source>Two Gaussians</source>
        <translation>两个高斯团</translation>
    </message>
    <message>
        <source>Spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Moons</source>
        <translation>双月</translation>
    </message>
    <message>
        <source>Blobs</source>
        <translation>多个团</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>How many clouds there are</source>
        <translation>有多少个云团</translation>
    </message>
    <message>
        <source>Regression: plane</source>
        <translation>回归：平面</translation>
    </message>
    <message>
        <source>Regression: hills</source>
        <translation>回归：山丘</translation>
    </message>
    <message>
        <source>sepal length</source>
        <translation>萼片长度</translation>
    </message>
    <message>
        <source>sepal width</source>
        <translation>萼片宽度</translation>
    </message>
    <message>
        <source>petal length</source>
        <translation>花瓣长度</translation>
    </message>
    <message>
        <source>petal width</source>
        <translation>花瓣宽度</translation>
    </message>
    <message>
        <source>Irises (Fisher 1936)</source>
        <translation>鸢尾花（Fisher 1936）</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>自己的数据</translation>
    </message>
    <message>
        <source>Own data</source>
        <translation>自己的数据</translation>
    </message>
    <message>
        <source>One row a sample: its inputs, then its class or number</source>
        <translation>每行一个样本：其输入，然后是类别或数值</translation>
    </message>
    <message>
        <source>Last column</source>
        <translation>最后一列</translation>
    </message>
    <message>
        <source>auto: classes where it has two values or whole numbers from 0</source>
        <translation>自动：有两个值或为从 0 起的整数时当作类别</translation>
    </message>
</context>
<context>
    <name>training</name>
    <message>
        <source>Dropout</source>
        <translation>随机失活（dropout）</translation>
    </message>
    <message>
        <source>The probability with which a hidden unit is left out of a training step</source>
        <translation>一个隐藏单元在某个训练步被略去的概率</translation>
    </message>
</context>
</TS>
